package id.paraf.pades.sign;

/** Carries a refusal out of the depth of a preparation; never leaves this package. */
final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    Refused(Refusal refusal) {
        super(refusal.name(), null, false, false);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
