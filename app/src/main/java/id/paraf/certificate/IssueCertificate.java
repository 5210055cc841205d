package id.paraf.certificate;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.keyroom.KeyState;
import id.paraf.keyroom.Keyroom;
import id.paraf.pki.CertificateBody;
import id.paraf.pki.KeyIdentifiers;
import id.paraf.pki.Profile;
import id.paraf.pki.Profiles;
import id.paraf.pki.SubjectName;

/** Issues a signer's certificate for a key that waits in the keyroom. */
@Component
public class IssueCertificate {

    private final CertificateRows rows;
    private final KeyRows keys;
    private final Keyroom keyroom;
    private final Issuance issuance;
    private final Partitions partitions;
    private final Authorities authorities;
    private final Repository repository;
    private final Profiles profiles;
    private final RevocationRecord revocations;
    private final AuthoritySettings settings;
    private final Clock clock;
    private final TransactionTemplate transaction;

    IssueCertificate(CertificateRows rows, KeyRows keys, Keyroom keyroom, Issuance issuance, Partitions partitions,
            Authorities authorities,
            Repository repository, Profiles profiles, RevocationRecord revocations, AuthoritySettings settings,
            Clock clock, TransactionTemplate transaction) {
        this.rows = rows;
        this.keys = keys;
        this.keyroom = keyroom;
        this.issuance = issuance;
        this.partitions = partitions;
        this.authorities = authorities;
        this.repository = repository;
        this.profiles = profiles;
        this.revocations = revocations;
        this.settings = settings;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Issues for as long as the profile says, from now on. Must not be called inside a transaction: each step commits before the next. */
    public IssueOutcome issue(IssueOrder order) {
        return issue(order, new Lineage.First());
    }

    IssueOutcome issue(IssueOrder order, Lineage lineage) {
        if (org.springframework.transaction.support.TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Issuing commits step by step and cannot be part of a transaction");
        }
        Optional<CertificateRows.Row> earlier = lineage instanceof Lineage.Renews(var old) ? rows.renewalOf(old.id())
                : rows.ofKey(order.key());
        if (earlier.isPresent()) {
            var row = earlier.get();
            if (!order.account().equals(row.account())) {
                return new IssueOutcome.KeyUnfit("the key is certified for another account");
            }
            if (row.der() != null) {
                return row.key().equals(order.key()) ? new IssueOutcome.Issued(row.certificate(clock.instant()))
                        : new IssueOutcome.KeyUnfit("the certificate was renewed with another key");
            }
            abandon(row, order);
        }
        var key = keyroom.state(order.key()).orElse(null);
        String unfit = unfit(key, order.account(), lineage);
        if (unfit != null || key == null) {
            return new IssueOutcome.KeyUnfit(unfit == null ? "there is no such key" : unfit);
        }

        var profile = profiles.get(Profile.Kind.SIGNER);
        Authority issuer = authorities.issuing();
        Instant notBefore = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant wanted = lineage instanceof Lineage.Replaces(var old, var reason) ? lastEnd(old, notBefore)
                : profile.end(notBefore);
        // CA-06: never longer than the authority itself.
        Instant notAfter = wanted.isAfter(issuer.notAfter()) ? issuer.notAfter() : wanted;
        var name = SubjectName.person(settings.country(), order.subject().organization(), order.subject().unit(),
                order.subject().fullName(), subjectNumber(settings.country(), order.account()));
        int partition = partitions.next(issuer.name());
        var body = new CertificateBody(profile, issuance.newSerial(), issuer.subject(), issuer.publicKey(), name.toX500(profile),
                SubjectPublicKeyInfo.getInstance(key.publicKey()), notBefore, notAfter,
                repository.of(new ListName(issuer.name(), partition, false)));
        var row = CertificateRows.Row.prepared(profile.name(), order.account(), issuer.name(), order.key(),
                body.serial().value(), name.commonName(), order.subject(), notBefore, notAfter, order.agreement(), lineage);
        var draft = new Issuance.Draft(issuer.name(), issuer.key(), issuer.der(), body, row, order.reference(), order.actor(),
                order.origin());
        try {
            return issue(draft, partition, lineage);
        } catch (RevocationRecord.NotInForce stopped) {
            rows.find(row.id()).ifPresent(prepared -> abandon(prepared, order));
            return new IssueOutcome.KeyUnfit("the certificate to be followed is not in force");
        } catch (IssueRefused refused) {
            rows.find(row.id()).ifPresent(prepared -> abandon(prepared, order));
            return new IssueOutcome.KeyUnfit(String.valueOf(refused.getMessage()));
        }
    }

    private IssueOutcome issue(Issuance.Draft draft, int partition, Lineage lineage) {
        CertificateId id = draft.row().id();
        return switch (issuance.issue(draft, partition, der -> {
            switch (lineage) {
                case Lineage.First first -> {
                }
                case Lineage.Replaces(var old, var reason) ->
                    revocations.replace(old, id, reason, draft.row().notAfter(), draft.actor(), draft.origin());
                case Lineage.Renews(var old) -> revocations.inForce(old);
            }
        })) {
            case Issuance.Result.Done done ->
                new IssueOutcome.Issued(draft.row().issued(done.der(), done.at()).certificate(clock.instant()));
            case Issuance.Result.Refused refused -> new IssueOutcome.Lint(refused.findings());
        };
    }

    /** A key that is given up takes with it whatever is in force for it, so that nobody loses validity. */
    private Instant lastEnd(CertificateRows.Row old, Instant now) {
        return keys.counting(old.key()).stream().filter(row -> row.status(now) == CertificateStatus.ISSUED)
                .map(CertificateRows.Row::notAfter).max(Comparator.naturalOrder()).orElse(old.notAfter());
    }

    private static @Nullable String unfit(@Nullable KeyState key, UUID account, Lineage lineage) {
        if (key == null || !key.account().equals(account)) {
            return "there is no such key of this account";
        }
        if (key.phase() == KeyState.Phase.DESTROYED) {
            return "the key was destroyed";
        }
        // CA-07. A renewed key may carry the waiting time of its reset; the certificate does not end that.
        boolean replacing = lineage instanceof Lineage.Replaces;
        if (key.frozen() && !replacing) {
            return "the key is frozen";
        }
        boolean renewing = lineage instanceof Lineage.Renews;
        return renewing && (key.suspended() || key.phase() != KeyState.Phase.ACTIVE) ? "the key rests" : null;
    }

    /** What a crash left between the row and the certificate may have been signed: it is revoked, and a new serial is taken. */
    private void abandon(CertificateRows.Row row, IssueOrder order) {
        transaction.executeWithoutResult(status -> revocations.abandon(row, order.actor(), order.origin()));
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
