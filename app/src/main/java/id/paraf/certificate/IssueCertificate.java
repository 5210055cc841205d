package id.paraf.certificate;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.keyroom.KeyState;
import id.paraf.keyroom.Keyroom;
import id.paraf.pki.CertificateBody;
import id.paraf.pki.KeyIdentifiers;
import id.paraf.pki.Profile;
import id.paraf.pki.RevocationReason;
import id.paraf.pki.SubjectName;

/** Issues a signer's certificate for a key that waits in the keyroom. */
@Component
public class IssueCertificate {

    private static final int YEARS = 2;

    private final CertificateRows rows;
    private final Keyroom keyroom;
    private final Issuance issuance;
    private final Authorities authorities;
    private final Repository repository;
    private final RevocationRecord revocations;
    private final AuthoritySettings settings;
    private final Audit audit;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    IssueCertificate(CertificateRows rows, Keyroom keyroom, Issuance issuance, Authorities authorities, Repository repository,
            RevocationRecord revocations, AuthoritySettings settings, Audit audit, Clock clock, ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.keyroom = keyroom;
        this.issuance = issuance;
        this.authorities = authorities;
        this.repository = repository;
        this.revocations = revocations;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
        this.events = events;
        this.transaction = transaction;
    }

    /** Issues for two years from now. Must not be called inside a transaction: each step commits before the next. */
    public IssueOutcome issue(IssueOrder order) {
        return issue(order, null);
    }

    /** @param replaced the certificate this one takes the place of, with its end of validity; or null */
    IssueOutcome issue(IssueOrder order, CertificateRows.@Nullable Row replaced) {
        if (org.springframework.transaction.support.TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Issuing commits step by step and cannot be part of a transaction");
        }
        Optional<CertificateRows.Row> earlier = rows.ofKey(order.key());
        if (earlier.isPresent()) {
            var row = earlier.get();
            if (!order.account().equals(row.account())) {
                return new IssueOutcome.KeyUnfit("the key is certified for another account");
            }
            if (row.der() != null) {
                return new IssueOutcome.Issued(row.certificate(clock.instant()));
            }
            abandon(row, order);
        }
        var key = keyroom.state(order.key()).orElse(null);
        String unfit = unfit(key, order.account(), replaced != null);
        if (unfit != null || key == null) {
            return new IssueOutcome.KeyUnfit(unfit == null ? "there is no such key" : unfit);
        }

        Authority issuer = authorities.issuing();
        Instant notBefore = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant full = OffsetDateTime.ofInstant(notBefore, ZoneOffset.UTC).plusYears(YEARS).toInstant().minusSeconds(1);
        Instant wanted = replaced == null ? full : replaced.notAfter();
        // CA-06: never longer than the authority itself.
        Instant notAfter = wanted.isAfter(issuer.notAfter()) ? issuer.notAfter() : wanted;
        var name = SubjectName.person(settings.country(), order.subject().organization(), order.subject().unit(),
                order.subject().fullName(), subjectNumber(settings.country(), order.account()));
        int partition = rows.nextPartition(issuer.name(), settings.certificatesPerList());
        var body = new CertificateBody(Profile.SIGNER, issuance.newSerial(), issuer.subject(), issuer.publicKey(), name.toX500(),
                SubjectPublicKeyInfo.getInstance(key.publicKey()), notBefore, notAfter,
                repository.of(new ListName(issuer.name(), partition, false)));
        var id = new CertificateId(UUID.randomUUID());
        var row = new CertificateRows.Row(id, Profile.SIGNER.name(), order.account(), issuer.name(), order.key(),
                body.serial().value(),
                name.commonName(), order.subject(), notBefore, notAfter, "PREPARED", new byte[0], null, order.agreement(), null,
                null, null, replaced == null ? null : replaced.id(), null, null);
        var draft = new Issuance.Draft(issuer.name(), issuer.key(), issuer.der(), body, row, order.reference(), order.actor(),
                order.origin());
        try {
            return issue(draft, partition, replaced);
        } catch (RevocationRecord.NotInForce stopped) {
            rows.find(id).ifPresent(prepared -> abandon(prepared, order));
            return new IssueOutcome.KeyUnfit("the certificate to be replaced is not in force");
        }
    }

    private IssueOutcome issue(Issuance.Draft draft, int partition, CertificateRows.@Nullable Row replaced) {
        CertificateId id = draft.row().id();
        return switch (issuance.issue(draft, partition, der -> {
            if (replaced != null) {
                revocations.supersede(replaced, id, draft.actor(), draft.origin());
            }
            events.publishEvent(new CertificateIssued(Objects.requireNonNull(draft.row().account()), id, draft.row().commonName(),
                    draft.origin()));
        })) {
            case Issuance.Result.Done done -> new IssueOutcome.Issued(rows.find(id).orElseThrow().certificate(clock.instant()));
            case Issuance.Result.Refused refused -> new IssueOutcome.Lint(refused.findings());
        };
    }

    private static @Nullable String unfit(@Nullable KeyState key, UUID account, boolean replacing) {
        if (key == null || !key.account().equals(account)) {
            return "there is no such key of this account";
        }
        if (key.phase() == KeyState.Phase.DESTROYED) {
            return "the key was destroyed";
        }
        // CA-07. A renewed key may carry the waiting time of its reset; the certificate does not end that.
        return key.frozen() && !replacing ? "the key is frozen" : null;
    }

    /** What a crash left between the row and the certificate may have been signed: it is revoked, and a new serial is taken. */
    private void abandon(CertificateRows.Row row, IssueOrder order) {
        transaction.executeWithoutResult(status -> {
            revocations.revoke(row, RevocationReason.SUPERSEDED, order.actor());
            audit.record(new AuditEvent("certificate.abandoned", row.account(), order.actor(), "certificate:" + row.id(), Map.of(),
                    order.origin()));
        });
    }

    /**
     * EN 319 412-1 §5.1.4: a scheme of the provider's own, two characters and a colon. The number says nothing to anyone
     * else: it is derived from the account's random id.
     */
    private static String subjectNumber(String country, UUID account) {
        byte[] hash = KeyIdentifiers.sha256(("paraf subject " + account).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        // Letters alone: digits would now and then look like a NIK.
        var letters = new StringBuilder("PF:" + country + "-");
        for (char digit : HexFormat.of().formatHex(hash, 0, 10).toCharArray()) {
            letters.append((char) ('A' + Character.digit(digit, 16)));
        }
        return letters.toString();
    }
}
