package id.paraf.certificate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Together;
import id.paraf.keyroom.AuthorityOutcome;
import id.paraf.keyroom.Keyroom;
import id.paraf.transparency.LogEntry;
import id.paraf.transparency.TransparencyLog;

/**
 * The three commits of issuing: what is to be signed, that it will be, and what was signed. Each is shared by all who are there at
 * the same time, so that a hundred certificates cost a few commits and one costs no wait.
 */
@Component
class IssuanceSteps {

    /** Longer goes save nothing more, and hold locks for longer. */
    private static final int MOST = 64;

    private final CertificateRows rows;
    private final Keyroom keyroom;
    private final Audit audit;
    private final TransparencyLog log;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Together<Prepared, Boolean> prepare = new Together<>(MOST, this::prepareAll);
    private final Together<Signing, AuthorityOutcome> sign = new Together<>(MOST, this::signAll);
    private final Together<Signed, Instant> store = new Together<>(MOST, this::storeAll);

    IssuanceSteps(CertificateRows rows, Keyroom keyroom, Audit audit, TransparencyLog log, ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.keyroom = keyroom;
        this.audit = audit;
        this.log = log;
        this.events = events;
        this.transaction = transaction;
    }

    /** @param findings what the lints say against it */
    record Prepared(Issuance.Draft draft, CertificateRows.Prepared row, List<String> findings) {
    }

    private record Signing(UUID key, byte[] tbs) {
    }

    /**
     * @param alongside done in the transaction that stores the certificate, after it
     */
    record Signed(Issuance.Draft draft, byte[] der, Consumer<byte[]> alongside) {
    }

    /** Commits the row; what the lints refuse gets one that says so. */
    void prepare(Prepared prepared) {
        prepare.ask(prepared);
    }

    /** The signature of an authority's key, whose event is committed before. */
    byte[] sign(UUID key, byte[] tbs) {
        return sign.ask(new Signing(key, tbs)).orThrow();
    }

    /** Commits what was signed; when that was. */
    Instant store(Signed signed) {
        return store.ask(signed);
    }

    private List<Boolean> prepareAll(List<Prepared> all) {
        transaction.executeWithoutResult(status -> {
            rows.insert(all.stream().map(one -> new CertificateRows.Insert(one.draft().row(), one.row())).toList());
            var recorded = new ArrayList<AuditEvent>();
            var entries = new ArrayList<LogEntry>();
            for (var one : all) {
                var body = one.draft().body();
                recorded.add(one.draft().event("certificate.prepared", Map.of("serial", body.serial().hex(), "profile",
                        body.profile().name(), "reference", one.draft().reference())));
                if (one.findings().isEmpty()) {
                    entries.add(LogEntry.prepared(one.draft().logged(), Objects.requireNonNull(one.row().lint())));
                } else {
                    recorded.add(one.draft().event("certificate.refused", Map.of("findings", String.join("; ", one.findings()))));
                }
            }
            audit.record(recorded);
            log.enter(entries);
        });
        return all.stream().map(one -> one.findings().isEmpty()).toList();
    }

    private List<AuthorityOutcome> signAll(List<Signing> all) {
        var byKey = new LinkedHashMap<UUID, List<Integer>>();
        for (int i = 0; i < all.size(); i++) {
            byKey.computeIfAbsent(all.get(i).key(), key -> new ArrayList<>()).add(i);
        }
        var outcomes = new AuthorityOutcome[all.size()];
        byKey.forEach((key, places) -> {
            var signed = keyroom.signCertificates(key, places.stream().map(place -> all.get(place).tbs()).toList());
            for (int i = 0; i < places.size(); i++) {
                outcomes[places.get(i)] = signed.get(i);
            }
        });
        return List.of(outcomes);
    }

    private List<Instant> storeAll(List<Signed> all) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Instant at = rows.storeIssued(all.stream()
                    .map(one -> new CertificateRows.Der(one.draft().row().id(), one.der())).toList());
            audit.record(all.stream().map(one -> one.draft().event("certificate.issued",
                    Map.of("serial", one.draft().body().serial().hex(), "profile", one.draft().body().profile().name()))).toList());
            log.enter(all.stream().map(one -> LogEntry.issued(one.draft().logged(), one.der())).toList());
            all.forEach(one -> one.alongside().accept(one.der()));
            var ofSigners = all.stream().map(Signed::draft).filter(draft -> draft.row().account() != null)
                    .map(draft -> new CertificateIssued(Objects.requireNonNull(draft.row().account()), draft.row().id(),
                            draft.row().commonName(), draft.origin()))
                    .toList();
            if (!ofSigners.isEmpty()) {
                events.publishEvent(new CertificatesIssued(ofSigners));
            }
            return all.stream().map(one -> at).toList();
        }));
    }
}
