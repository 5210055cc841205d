package id.paraf.account;

/** What an account may be. */
public enum Role {
    /** Owns certificates and keys. */
    SIGNER,
    /** Decides applications and works cases (registration authority). */
    OFFICER;

    /** Whether it decides about others, so that who holds it proves a passkey (AU-16). */
    public boolean needsPasskey() {
        return this != SIGNER;
    }
}
