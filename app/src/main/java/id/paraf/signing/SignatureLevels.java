package id.paraf.signing;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import id.paraf.pades.sign.Level;

/** How long the next signature will be verifiable. Implemented by whoever knows timestamps and the status of certificates. */
public interface SignatureLevels {

    /**
     * The level of the next signature; its sources throw {@link Silent} when they have nothing to give.
     *
     * @param asked what the order says; null for what the operator chose
     */
    Level next(@Nullable SigningLevel asked);

    /** Whoever proves the time, or says what a certificate is worth, does not answer now. */
    final class Silent extends IOException {

        private static final long serialVersionUID = 1;

        private final Trouble trouble;

        /** @param trouble what the signer is told */
        public Silent(Trouble trouble, String why) {
            super(why);
            this.trouble = trouble;
        }

        Trouble trouble() {
            return trouble;
        }
    }
}
