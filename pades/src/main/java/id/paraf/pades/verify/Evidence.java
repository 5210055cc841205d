package id.paraf.pades.verify;

import java.security.cert.CRLReason;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything at hand about revocation: what the file carries, and what the caller's source adds. */
final class Evidence {

    /** What is known about one certificate at one moment. */
    sealed interface State {

        record Good(Told by) implements State {
        }

        /** Revoked, at any time: whether that matters is the asker's question. */
        record Revoked(Instant at, Optional<CRLReason> reason, Told by) implements State {
        }

        /** On hold since then: may yet come back. */
        record OnHold(Instant at, Told by) implements State {
        }

        record Unknown() implements State {
        }
    }

    /**
     * A statement and where it came from.
     *
     * @param carried whether the file carries it
     */
    record Told(Statement statement, boolean carried) {
    }

    private final List<CrlEvidence> lists = new ArrayList<>();
    private final List<OcspEvidence> answers = new ArrayList<>();
    private final Map<X509Certificate, List<Told>> known = new HashMap<>();
    private final EvidenceSource source;
    private final Policy policy;
    private final SignatureMemo memo;
    private final Instant now;

    Evidence(EvidenceSource source, Policy policy, SignatureMemo memo, Instant now) {
        this.memo = memo;
        this.source = source;
        this.policy = policy;
        this.now = now;
    }

    /** Adds CRLs and OCSP responses that the file carries; what is neither is ignored. */
    void add(Collection<byte[]> carried) {
        for (byte[] one : carried) {
            var list = CrlEvidence.read(one);
            list.ifPresent(lists::add);
            if (list.isEmpty()) {
                OcspEvidence.read(one).ifPresent(answers::add);
            }
        }
        known.clear();
    }

    /** The same in the words of a report. */
    static StatusReport told(State state) {
        return switch (state) {
            case State.Good(var by) -> told(StatusReport.State.GOOD, Optional.empty(), by);
            case State.Revoked(var at, _, var by) -> told(StatusReport.State.REVOKED, Optional.of(at), by);
            case State.OnHold(var at, var by) -> told(StatusReport.State.ON_HOLD, Optional.of(at), by);
            case State.Unknown _ -> new StatusReport(StatusReport.State.UNKNOWN, Optional.empty(), Optional.empty(),
                    Optional.empty(), false);
        };
    }

    private static StatusReport told(StatusReport.State state, Optional<Instant> since, Told by) {
        return new StatusReport(state, since, Optional.of(by.statement().form()), Optional.of(by.statement().thisUpdate()),
                by.carried());
    }

    /** The state of the certificate as far as it is known for that moment. */
    State at(Instant moment, X509Certificate certificate, X509Certificate issuer) {
        var statements = known.computeIfAbsent(certificate, _ -> statements(certificate, issuer));
        Told newest = null;
        for (var told : statements) {
            var one = told.statement();
            if (one.revoked().isPresent() && !one.revoked().get().onHold()
                    && !one.thisUpdate().isAfter(now.plus(policy.clockSkew()))) {
                // What is revoked stays revoked, however old the statement.
                return new State.Revoked(one.revoked().get().at(), Optional.ofNullable(one.revoked().get().reason()),
                        told);
            }
            boolean speaks = one.speaksAbout(moment, now, policy)
                    && (one.revoked().isPresent() || one.remembers(certificate.getNotAfter().toInstant()));
            if (speaks && (newest == null || one.thisUpdate().isAfter(newest.statement().thisUpdate()))) {
                newest = told;
            }
        }
        if (newest == null) {
            return new State.Unknown();
        }
        var by = newest;
        return by.statement().revoked().<State>map(held -> new State.OnHold(held.at(), by)).orElseGet(() -> new State.Good(by));
    }

    private List<Told> statements(X509Certificate certificate, X509Certificate issuer) {
        var more = new Evidence(EvidenceSource.NONE, policy, memo, now);
        more.add(source.about(certificate, issuer));
        var found = new ArrayList<Told>();
        for (var each : List.of(this, more)) {
            each.lists.forEach(one -> one.about(certificate, issuer, policy, memo)
                    .ifPresent(statement -> found.add(new Told(statement, each == this))));
        }
        for (var each : List.of(this, more)) {
            each.answers.forEach(one -> one.about(certificate, issuer, policy, memo)
                    .ifPresent(statement -> found.add(new Told(statement, each == this))));
        }
        return found;
    }
}
