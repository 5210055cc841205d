package id.paraf.account;

/** What an account may be. */
public enum Role {
    /** Owns certificates and keys. */
    SIGNER,
    /** Decides applications and works cases (registration authority). */
    OFFICER
}
