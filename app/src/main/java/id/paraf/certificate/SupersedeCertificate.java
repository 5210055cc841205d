package id.paraf.certificate;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.kernel.Origin;

/**
 * Puts a certificate for a new key in the place of whatever is in force for an old key: same subject, and the end of the one that
 * lasts longest; the old ones are revoked as superseded in the transaction that stores the new one. The old key is left to the
 * caller.
 */
@Component
public class SupersedeCertificate {

    private final CertificateRows rows;
    private final IssueCertificate issue;
    private final RevocationLists lists;

    SupersedeCertificate(CertificateRows rows, IssueCertificate issue, RevocationLists lists) {
        this.rows = rows;
        this.issue = issue;
        this.lists = lists;
    }

    /**
     * Issues for the new key; asking again for the same key returns the same certificate. Must not be called inside a
     * transaction.
     *
     * @param old an issued certificate
     * @param newKey the keyroom's id of a key of the same account
     * @param reference what led here, as {@code kind:id}
     */
    public IssueOutcome supersede(CertificateId old, UUID newKey, AgreementAcceptance agreement, String reference,
            @Nullable UUID actor, Origin origin) {
        var row = rows.find(old).orElseThrow(() -> new IllegalArgumentException("No certificate " + old));
        if (row.account() == null || row.subject() == null) {
            throw new IllegalArgumentException("Certificate " + old + " is no signer's");
        }
        boolean done = row.replacedBy() != null
                && rows.ofKey(newKey).map(CertificateRows.Row::id).equals(java.util.Optional.of(row.replacedBy()));
        if (!done && !row.phase().equals("ISSUED")) {
            return new IssueOutcome.KeyUnfit("the certificate to be replaced is not in force");
        }
        var order = new IssueOrder(row.account(), row.subject(), newKey, agreement, reference, actor, origin);
        var outcome = issue.issue(order, new Lineage.Replaces(row));
        if (outcome instanceof IssueOutcome.Issued) {
            lists.refresh(row.authority());
        }
        return outcome;
    }
}
