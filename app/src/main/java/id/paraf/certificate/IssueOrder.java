package id.paraf.certificate;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import id.paraf.kernel.Origin;

/**
 * The order to issue a signer's certificate. Carried out once for each key: asking again returns the same certificate.
 *
 * @param account whose certificate; the caller has checked that the account is active
 * @param subject whom it names
 * @param key the keyroom's id of the key, which belongs to the account
 * @param agreement what the owner agreed to
 * @param reference what led here, as {@code kind:id}, for the record
 * @param actor who decided, or null for the system
 * @param origin where the decision came from
 */
public record IssueOrder(UUID account, Subject subject, UUID key, AgreementAcceptance agreement, String reference,
        @Nullable UUID actor, Origin origin) {
}
