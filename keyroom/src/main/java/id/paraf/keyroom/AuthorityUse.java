package id.paraf.keyroom;

/** What an authority key may sign; the keyroom reads what it is asked to sign and refuses anything else. */
public enum AuthorityUse {
    /** Certificates of authorities, and the CRL of the root. */
    ROOT,
    /** Certificates of signers and responders, and their CRL. */
    ISSUING,
    /** OCSP responses. */
    OCSP,
    /** Timestamps of now. */
    TIMESTAMP,
    /** Heads of a log of events, each of which extends the one before. */
    LOG,
    /** Heads of the audit trail. */
    AUDIT
}
