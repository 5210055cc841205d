package id.paraf.pades.verify;

/** The one sentence about a file that everybody understands, from best to worst where there is a signature. */
public enum FileVerdict {
    /** Every signature is intact and every signer's certificate was valid when it signed. */
    VALID_AND_INTACT,
    /** The bytes are what was signed, but who signed cannot be established: offline, expired, unknown authority. */
    INTACT_SIGNER_UNCHECKED,
    /** The signature is genuine over an earlier state of the file; what came later goes beyond what it permits. */
    CHANGED_AFTER_SIGNING,
    /** A signature is broken, forged, made by a revoked certificate, or of a kind that proves nothing. */
    INVALID,
    /** Nobody signed this file. */
    NO_SIGNATURE
}
