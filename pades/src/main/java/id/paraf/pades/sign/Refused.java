package id.paraf.pades.sign;

import org.jspecify.annotations.Nullable;

import id.paraf.pades.verify.Breach;

/** Carries a refusal out of the depth of a preparation; never leaves this package. */
final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;
    private final transient @Nullable Breach breach;

    Refused(Refusal refusal) {
        this(refusal, null);
    }

    /** @param breach which earlier signature does not hold; null if it is not about one */
    Refused(Refusal refusal, @Nullable Breach breach) {
        super(refusal.name(), null, false, false);
        this.refusal = refusal;
        this.breach = breach;
    }

    @Nullable Breach breach() {
        return breach;
    }

    Refusal refusal() {
        return refusal;
    }
}
