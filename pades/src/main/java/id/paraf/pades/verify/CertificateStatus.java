package id.paraf.pades.verify;

import java.security.cert.CRLReason;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import id.paraf.pades.verify.Evidence.State;
import id.paraf.pades.verify.Paths.Path;

/** Whether a certificate could be relied on at the time that counts: its path, its purpose, its revocation. */
final class CertificateStatus {

    /** What the certificate's key was used for. */
    enum Purpose {
        SIGNING, TIMESTAMPING
    }

    /**
     * The time that counts.
     *
     * @param at      the proven time, or the time of verification where nothing is proven
     * @param proven  whether a timestamp vouches for it
     * @param claimed what the signer says; for a timestamp authority, the time it stamped
     */
    record Moment(Instant at, boolean proven, Optional<Instant> claimed) {
    }

    /**
     * @param path   the one that was judged; absent where none leads to a root
     * @param status whether the certificate itself was revoked; absent where nobody asked, for want of a path
     * @param carried whether the file carries what is known of every certificate of the path
     */
    record Judgement(List<Reason> reasons, Optional<Path> path, Optional<StatusReport> status, boolean carried) {

        static Judgement without(Collection<Reason> reasons) {
            return new Judgement(List.copyOf(reasons), Optional.empty(), Optional.empty(), false);
        }
    }

    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
    private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
    private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    /** A certificate for nothing but these does not sign documents. */
    private static final Set<String> NEVER_DOCUMENTS = Set.of(SERVER_AUTH, CODE_SIGNING, TIME_STAMPING, OCSP_SIGNING);
    /** RFC 3161 §4: revoked for one of these, an authority's earlier timestamps stay good. */
    private static final Set<CRLReason> HARMLESS_FOR_TIMESTAMPS = EnumSet.of(CRLReason.UNSPECIFIED,
            CRLReason.AFFILIATION_CHANGED, CRLReason.SUPERSEDED, CRLReason.CESSATION_OF_OPERATION);

    private final Paths paths;
    private final Evidence evidence;
    private final Policy policy;

    CertificateStatus(Paths paths, Evidence evidence, Policy policy) {
        this.paths = paths;
        this.evidence = evidence;
        this.policy = policy;
    }

    /** The same with more certificates to build paths from. */
    CertificateStatus with(Collection<X509Certificate> more) {
        return new CertificateStatus(paths.with(more), evidence, policy);
    }

    Judgement judge(X509Certificate certificate, Purpose purpose, Moment moment) {
        var found = paths.from(certificate);
        if (found.isEmpty()) {
            var reasons = purpose(certificate, purpose);
            reasons.add(Reason.UNKNOWN_AUTHORITY);
            return Judgement.without(reasons);
        }
        Judgement first = null;
        for (var path : found) {
            var judgement = along(path, purpose, moment);
            if (judgement.reasons().isEmpty()) {
                return judgement;
            }
            first = first == null ? judgement : first;
        }
        return first == null ? Judgement.without(List.of(Reason.UNKNOWN_AUTHORITY)) : first;
    }

    private Judgement along(Path path, Purpose purpose, Moment moment) {
        var reasons = purpose(path.certificates().getFirst(), purpose);
        if (!Paths.isStrong(path, policy)) {
            reasons.add(Reason.PATH_WEAK);
        }
        boolean expired = false;
        for (var one : path.certificates()) {
            if (moment.at().isBefore(one.getNotBefore().toInstant())) {
                reasons.add(Reason.NOT_YET_VALID);
            }
            expired |= moment.at().isAfter(one.getNotAfter().toInstant());
        }
        if (!expired && !reasons.contains(Reason.NOT_YET_VALID) && !paths.keepsRules(path, moment.at())) {
            reasons.add(Reason.PATH_BREAKS_RULES);
        }
        boolean known = true;
        boolean carried = true;
        Optional<StatusReport> status = Optional.empty();
        for (int i = 0; i < path.certificates().size(); i++) {
            var one = path.certificates().get(i);
            var end = one.getNotAfter().toInstant();
            var state = evidence.at(moment.at().isAfter(end) ? end : moment.at(), one, path.issuerOf(i));
            known &= state instanceof State.Good;
            var told = Evidence.told(state);
            carried &= told.carried();
            status = i == 0 ? Optional.of(told) : status;
            revocation(state, i == 0, purpose, moment)
                    .filter(why -> why != Reason.NO_REVOCATION_EVIDENCE || !isExpired(one, moment))
                    .ifPresent(reasons::add);
        }
        if (expired) {
            reasons.add(known ? Reason.EXPIRED_NOT_REVOKED : Reason.EXPIRED);
        }
        return new Judgement(List.copyOf(reasons), Optional.of(path), status, carried);
    }

    private static boolean isExpired(X509Certificate certificate, Moment moment) {
        return moment.at().isAfter(certificate.getNotAfter().toInstant());
    }

    private static Optional<Reason> revocation(State state, boolean leaf, Purpose purpose, Moment moment) {
        return switch (state) {
            case State.Good _ -> Optional.empty();
            case State.Unknown _ -> Optional.of(Reason.NO_REVOCATION_EVIDENCE);
            case State.OnHold(var since, _) -> moment.proven() && moment.at().isBefore(since) ? Optional.empty()
                    : Optional.of(Reason.ON_HOLD);
            case State.Revoked(var since, var reason, _) -> revoked(since, reason, leaf, purpose, moment);
        };
    }

    private static Optional<Reason> revoked(Instant since, Optional<CRLReason> why, boolean leaf, Purpose purpose, Moment moment) {
        if (moment.proven() && moment.at().isBefore(since)) {
            return Optional.empty();
        }
        if (!leaf) {
            return Optional.of(Reason.AUTHORITY_REVOKED);
        }
        boolean claimedBefore = moment.claimed().map(one -> one.isBefore(since)).orElse(true);
        if (purpose == Purpose.TIMESTAMPING) {
            return claimedBefore && why.map(HARMLESS_FOR_TIMESTAMPS::contains).orElse(false) ? Optional.empty()
                    : Optional.of(Reason.REVOKED_TIME_UNPROVEN);
        }
        // A claim counts only against the one who makes it: "I signed after the revocation" is believed, "before" is not.
        return Optional.of(claimedBefore ? Reason.REVOKED_TIME_UNPROVEN : Reason.REVOKED_BEFORE_SIGNING);
    }

    private static Set<Reason> purpose(X509Certificate certificate, Purpose purpose) {
        var reasons = EnumSet.noneOf(Reason.class);
        if (!isFor(certificate, purpose)) {
            reasons.add(Reason.NOT_FOR_SIGNING);
        }
        return reasons;
    }

    private static boolean isFor(X509Certificate certificate, Purpose purpose) {
        boolean[] usage = certificate.getKeyUsage();
        // digitalSignature or nonRepudiation, and never an authority's own certificate.
        if (usage != null && !usage[0] && !usage[1] || certificate.getBasicConstraints() >= 0) {
            return false;
        }
        try {
            var purposes = certificate.getExtendedKeyUsage();
            return switch (purpose) {
                case SIGNING -> purposes == null || !NEVER_DOCUMENTS.containsAll(purposes);
                // RFC 3161 §2.3: the extension is critical and has this purpose alone.
                case TIMESTAMPING -> purposes != null && purposes.equals(List.of(TIME_STAMPING))
                        && certificate.getCriticalExtensionOIDs() != null
                        && certificate.getCriticalExtensionOIDs().contains(EXTENDED_KEY_USAGE);
            };
        } catch (CertificateParsingException e) {
            return false;
        }
    }
}
