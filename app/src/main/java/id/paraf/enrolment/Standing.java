package id.paraf.enrolment;

import id.paraf.certificate.CertificateStatus;

/**
 * Where a signer stands with certificates, in the words of the field; officers and applications read the same. Whether the account can be
 * logged in with is another question.
 */
public enum Standing {
    /** Can sign. */
    ISSUE,
    /** The certificate's time is over. */
    EXPIRED,
    /** A newer certificate took the place of the one that was. */
    RENEW,
    /** An officer has to decide, or has asked for something. */
    WAITING_FOR_VERIFICATION,
    /** Approved, and not issued yet. */
    NEW,
    /** Has an account, and no certificate. */
    NO_CERTIFICATE,
    /** Nobody of this institution. */
    NOT_REGISTERED,
    /** The certificate is suspended, or the account is stopped. */
    SUSPEND,
    /** The certificate was revoked. */
    REVOKE;

    /** Where its newest certificate leaves its owner. */
    public static Standing of(CertificateStatus status) {
        return switch (status) {
            case ISSUED -> ISSUE;
            case RENEW -> RENEW;
            case EXPIRED -> EXPIRED;
            case REVOKED -> REVOKE;
            case SUSPENDED -> SUSPEND;
        };
    }

    /** Where an application leaves its applicant who has no certificate. */
    public static Standing of(State application) {
        return switch (application) {
            case SUBMITTED, RETURNED, CONFIRMING -> WAITING_FOR_VERIFICATION;
            case APPROVED -> NEW;
            case DRAFT, ISSUED, CORRECTED, REJECTED, WITHDRAWN, EXPIRED -> NO_CERTIFICATE;
        };
    }
}
