package id.paraf.selfie;

/** What a capture is for. */
public enum Purpose {
    /** Compare with the reference photos, to reset a passphrase. */
    RESET,
    /** Take the reference photos of an application. */
    ENROLMENT
}
