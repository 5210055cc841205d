package id.paraf.esign;

import id.paraf.kernel.SecretText;

/** What a signer gave an application to sign with. */
public sealed interface Proof {

    /** The passphrase of the key. */
    record OfPassphrase(SecretText typed) implements Proof {
    }

    /**
     * A code of the portal, which opens the key for this application alone.
     *
     * @param typed six digits, or what somebody took for them
     * @param secret of the application, as it came with the call: without it the code opens nothing
     */
    record OfCode(SecretText typed, SecretText secret) implements Proof {
    }
}
