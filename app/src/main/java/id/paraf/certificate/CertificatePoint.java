package id.paraf.certificate;

/** Where, between the commits of the authority's own work, a test lets the process die. */
public enum CertificatePoint {
    /** Serial number and content are written, the twin was linted and announced, the authority not asked yet. */
    ISSUE_PREPARED,
    /** A certificate may be out, and the register knows of its content alone. */
    ISSUE_SIGNED,
    /** The certificate is stored; whoever asked for it does not know yet. */
    ISSUE_STORED,
    /** Written down as revoked; the key is still there, and no list says so yet. */
    REVOKE_RECORDED,
    /** The key is destroyed, and the register does not know yet. */
    REVOKE_KEY_DESTROYED,
    /** The next list is signed and not stored. */
    LIST_SIGNED,
    /** The next list is published; whoever revoked does not know yet. */
    LIST_PUBLISHED,
    /** The key rests, and the register does not know yet. */
    SUSPEND_KEY_RESTS,
    /** Written down as suspended; no list says so yet. */
    SUSPEND_RECORDED,
    /** Written down as in force again; the key rests still, and no list says so yet. */
    RESUME_RECORDED,
    /** The key works again; no list says so yet. */
    RESUME_KEY_WORKS
}
