package id.paraf.pki;

/** What is wrong with a file of profiles; ends its reading, and leaves this package as {@link Profiles.Reading.Bad}. */
final class ProfileFlaw extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String profile;
    private final String field;
    private final String sentence;

    ProfileFlaw(String profile, String field, String sentence) {
        super(profile + "." + field + ": " + sentence, null, false, false);
        this.profile = profile;
        this.field = field;
        this.sentence = sentence;
    }

    String profile() {
        return profile;
    }

    String field() {
        return field;
    }

    String sentence() {
        return sentence;
    }
}
