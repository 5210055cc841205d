package id.paraf.certificate;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.kernel.Origin;

/**
 * Issues the certificate that follows one which ends soon: same subject, for the same key or another one of the same account,
 * and a validity of its own. The older one stays as it is until its time is over.
 */
@Component
public class IssueRenewal {

    private final CertificateRows rows;
    private final IssueCertificate issue;

    IssueRenewal(CertificateRows rows, IssueCertificate issue) {
        this.rows = rows;
        this.issue = issue;
    }

    /**
     * Issues once: asking again for the same certificate and key returns the same renewal. Who may ask, and on which evidence,
     * is the caller's to check. Must not be called inside a transaction.
     *
     * @param old a signer's certificate in force
     * @param key the keyroom's id of the older certificate's key, or of a new key of the same account
     * @param reference what led here, as {@code kind:id}
     */
    public IssueOutcome renew(CertificateId old, UUID key, AgreementAcceptance agreement, String reference, @Nullable UUID actor,
            Origin origin) {
        var row = rows.find(old).orElseThrow(() -> new IllegalArgumentException("No certificate " + old));
        if (row.account() == null || row.subject() == null) {
            throw new IllegalArgumentException("Certificate " + old + " is no signer's");
        }
        return issue.issue(new IssueOrder(row.account(), row.subject(), key, agreement, reference, actor, origin),
                new Lineage.Renews(row));
    }
}
