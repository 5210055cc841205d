package id.paraf.pki.lint;

import java.util.List;

import org.jspecify.annotations.Nullable;

import id.paraf.pki.Profile;

/** One rule. */
interface Lint {

    /** The rule's line in the checklist, for instance {@code LI-04}. */
    String id();

    /** Why the rule has nothing to say about certificates of this profile; null if it has. */
    default @Nullable String exemption(Profile profile) {
        return null;
    }

    /** What is wrong, each in a sentence without a full stop; empty if nothing is. */
    List<String> check(Sample sample);
}
