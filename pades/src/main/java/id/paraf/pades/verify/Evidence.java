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

        record Good() implements State {
        }

        /** Revoked, at any time: whether that matters is the asker's question. */
        record Revoked(Instant at, Optional<CRLReason> reason) implements State {
        }

        /** On hold since then: may yet come back. */
        record OnHold(Instant at) implements State {
        }

        record Unknown() implements State {
        }
    }

    private final List<CrlEvidence> lists = new ArrayList<>();
    private final List<OcspEvidence> answers = new ArrayList<>();
    private final Map<X509Certificate, List<Statement>> known = new HashMap<>();
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

    /** The state of the certificate as far as it is known for that moment. */
    State at(Instant moment, X509Certificate certificate, X509Certificate issuer) {
        var statements = known.computeIfAbsent(certificate, _ -> statements(certificate, issuer));
        Statement newest = null;
        for (var one : statements) {
            if (one.revoked().isPresent() && !one.revoked().get().onHold() && !one.thisUpdate().isAfter(now.plus(policy.clockSkew()))) {
                // What is revoked stays revoked, however old the statement.
                return new State.Revoked(one.revoked().get().at(), Optional.ofNullable(one.revoked().get().reason()));
            }
            boolean speaks = one.speaksAbout(moment, now, policy)
                    && (one.revoked().isPresent() || one.remembers(certificate.getNotAfter().toInstant()));
            if (speaks && (newest == null || one.thisUpdate().isAfter(newest.thisUpdate()))) {
                newest = one;
            }
        }
        if (newest == null) {
            return new State.Unknown();
        }
        return newest.revoked().<State> map(held -> new State.OnHold(held.at())).orElseGet(State.Good::new);
    }

    private List<Statement> statements(X509Certificate certificate, X509Certificate issuer) {
        var more = new Evidence(EvidenceSource.NONE, policy, memo, now);
        more.lists.addAll(lists);
        more.answers.addAll(answers);
        more.add(source.about(certificate, issuer));
        var found = new ArrayList<Statement>();
        more.lists.forEach(one -> one.about(certificate, issuer, policy, memo).ifPresent(found::add));
        more.answers.forEach(one -> one.about(certificate, issuer, policy, memo).ifPresent(found::add));
        return found;
    }
}
