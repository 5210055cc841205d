package id.paraf.certificate;

import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.kernel.Origin;
import id.paraf.pki.RevocationReason;

/**
 * Puts a certificate for a new key in the place of whatever is in force for an old key: same subject or a corrected one, and the end of
 * the one that lasts longest; the old ones are revoked in the transaction that stores the new one. The old key is left to the caller.
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
        var row = signers(old);
        return replace(row, newKey, Objects.requireNonNull(row.subject()), RevocationReason.SUPERSEDED, agreement, reference, actor,
                origin);
    }

    /**
     * The same, for the same person with data that were corrected. RFC 5280 §5.3.1: the owner's affiliation changed, if unit or
     * institution did; superseded, if the name was written wrongly.
     *
     * @param subject whom the new one names
     */
    public IssueOutcome correct(CertificateId old, UUID newKey, Subject subject, AgreementAcceptance agreement, String reference,
            @Nullable UUID actor, Origin origin) {
        var row = signers(old);
        var before = Objects.requireNonNull(row.subject());
        boolean moved = !Objects.equals(before.organization(), subject.organization())
                || !Objects.equals(before.unit(), subject.unit());
        return replace(row, newKey, subject, moved ? RevocationReason.AFFILIATION_CHANGED : RevocationReason.SUPERSEDED, agreement,
                reference, actor, origin);
    }

    private CertificateRows.Row signers(CertificateId old) {
        var row = rows.find(old).orElseThrow(() -> new IllegalArgumentException("No certificate " + old));
        if (row.account() == null || row.subject() == null) {
            throw new IllegalArgumentException("Certificate " + old + " is no signer's");
        }
        return row;
    }

    private IssueOutcome replace(CertificateRows.Row row, UUID newKey, Subject subject, RevocationReason reason,
            AgreementAcceptance agreement, String reference, @Nullable UUID actor, Origin origin) {
        boolean done = row.replacedBy() != null
                && rows.ofKey(newKey).map(CertificateRows.Row::id).equals(java.util.Optional.of(row.replacedBy()));
        if (!done && !row.phase().equals("ISSUED")) {
            return new IssueOutcome.KeyUnfit("the certificate to be replaced is not in force");
        }
        var order = new IssueOrder(Objects.requireNonNull(row.account()), subject, newKey, agreement, reference, actor, origin);
        var outcome = issue.issue(order, new Lineage.Replaces(row, reason));
        if (outcome instanceof IssueOutcome.Issued) {
            lists.refresh(row.authority());
        }
        return outcome;
    }
}
