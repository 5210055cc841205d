package id.paraf.status;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import id.paraf.pki.ocsp.CertHash;
import id.paraf.pki.ocsp.OcspAnswer;
import id.paraf.pki.ocsp.OcspError;
import id.paraf.pki.ocsp.OcspRequest;

/**
 * Answers OCSP requests: bytes in, bytes out. Answers without a nonce are signed once and kept; those with one are signed
 * for one client each, never so many at once that the others have to wait. Touches no table and no network.
 */
public final class AnswerOcsp {

    /** RFC 9654 §2.1: a nonce of up to 32 octets is echoed; a longer one may be left out, and then the answer is a shared one. */
    private static final int LONGEST_ECHOED = 32;

    private static final Reply MALFORMED = new Reply(OcspError.MALFORMED_REQUEST.der(), null);
    private static final Reply UNAUTHORIZED = new Reply(OcspError.UNAUTHORIZED.der(), null);
    private static final Reply TRY_LATER = new Reply(OcspError.TRY_LATER.der(), null);

    private final Board board;
    private final long validity;
    private final Clock clock;
    private final Desk nonces;
    private final Desk firsts;

    AnswerOcsp(Board board, Duration validity, Clock clock, int nonceSigners) {
        this.board = board;
        this.validity = validity.toSeconds();
        this.clock = clock;
        this.nonces = new Desk("ocsp nonce", nonceSigners, 256);
        this.firsts = new Desk("ocsp first", nonceSigners, 1024);
    }

    /** Answers a request and waits if something has to be signed for it. */
    public Reply answer(byte[] request) {
        return ask(request).join();
    }

    /** Answers a request: from memory at once, or when it was signed. Never waits. */
    public CompletableFuture<Reply> ask(byte[] request) {
        return switch (OcspRequest.read(request)) {
            case OcspRequest.Malformed malformed -> completedFuture(MALFORMED);
            case OcspRequest.Query query -> ask(query);
        };
    }

    private CompletableFuture<Reply> ask(OcspRequest.Query query) {
        var hash = query.id().hash();
        // OC-05: not our issuer; RFC 6960 §2.3: the server is not capable of responding authoritatively.
        if (hash == null || !board.issuer().issued(query.id())) {
            return completedFuture(UNAUTHORIZED);
        }
        Instant asOf = board.asOf();
        if (asOf == null) {
            return completedFuture(TRY_LATER);
        }
        long now = clock.instant().getEpochSecond();
        var entry = board.known().find(query.id().serial());
        // OC-04: what was never issued is never good. RFC 9919 §3.2.3: unauthorized, which needs no signature.
        if (entry == null || entry.notAfter() + FollowRegister.KEPT_AFTER_END < now) {
            return completedFuture(UNAUTHORIZED);
        }
        byte[] serial = query.id().serial();
        byte[] nonce = query.nonce();
        if (nonce != null && nonce.length <= LONGEST_ECHOED) {
            var own = nonces.take(() -> sign(entry, hash, serial, asOf.getEpochSecond(), now, nonce));
            // OC-10: a flood of nonces is answered like those who sent none (RFC 9654 §2.1: a responder MAY ignore it).
            if (own != null) {
                return own;
            }
        }
        var shared = shared(entry, hash, serial, now);
        if (shared != null) {
            return completedFuture(shared);
        }
        var first = firsts.take(() -> {
            var meanwhile = shared(entry, hash, serial, now);
            return meanwhile != null ? meanwhile
                    : sign(entry, hash, serial, asOf.getEpochSecond(), now, OcspAnswer.NO_NONCE);
        });
        return first == null ? completedFuture(TRY_LATER) : first;
    }

    /** The answer that was kept, if it is still right; null if there is none. */
    private @Nullable Reply shared(Known.Entry entry, CertHash hash, byte[] serial, long now) {
        byte[] kept = entry.kept(hash);
        var state = entry.state();
        if (kept == null || !Kept.says(kept, state)) {
            return null;
        }
        var signer = board.signers().number(Kept.signer(kept));
        long producedAt = Kept.producedAt(kept);
        if (signer == null || !signer.worksAt(now) || now < producedAt) {
            return null;
        }
        long thisUpdate = Kept.thisUpdate(kept);
        long nextUpdate = nextUpdate(thisUpdate, signer);
        // OC-07, OC-14: after nextUpdate nobody hears this again, whatever became of the database.
        if (now >= nextUpdate) {
            return null;
        }
        byte[] tbs = new OcspAnswer(hash, board.issuer(), serial, state, producedAt, thisUpdate, nextUpdate, OcspAnswer.NO_NONCE)
                .toBeSigned(signer.identity());
        return new Reply(OcspAnswer.signed(tbs, Kept.signature(kept), signer.identity()),
                new Reply.Shared(thisUpdate, nextUpdate, now, Kept.tag(kept)));
    }

    /** Signs for one client, or, without a nonce, for everybody from now on. */
    private Reply sign(Known.Entry entry, CertHash hash, byte[] serial, long asOf, long now, byte[] nonce) {
        var state = entry.state();
        var signer = board.signers().best(now);
        // RFC 6960 §2.4: thisUpdate is the most recent time at which the status is known to have been correct.
        long thisUpdate = Math.min(Math.max(asOf, state.good() ? asOf : state.revokedAt()), now);
        if (signer == null || now >= nextUpdate(thisUpdate, signer)) {
            return TRY_LATER;
        }
        long nextUpdate = nextUpdate(thisUpdate, signer);
        byte[] tbs = new OcspAnswer(hash, board.issuer(), serial, state, now, thisUpdate, nextUpdate, nonce)
                .toBeSigned(signer.identity());
        byte[] signature = signer.sign().sign(tbs);
        byte[] response = OcspAnswer.signed(tbs, signature, signer.identity());
        if (nonce.length > 0) {
            return new Reply(response, null);
        }
        byte[] kept = Kept.of(now, thisUpdate, state, signer.number(), signature);
        entry.keep(hash, kept);
        return new Reply(response, new Reply.Shared(thisUpdate, nextUpdate, now, Kept.tag(kept)));
    }

    private long nextUpdate(long thisUpdate, Signers.Signer signer) {
        return Math.min(thisUpdate + validity, signer.identity().notAfter());
    }

    /** Signs one answer ahead of its time if it is missing or past half of it; whether there was anything to do. */
    boolean produce(Known.Entry entry, CertHash hash) {
        Instant asOf = board.asOf();
        long now = clock.instant().getEpochSecond();
        if (asOf == null || entry.notAfter() < now) {
            return false;
        }
        byte[] kept = entry.kept(hash);
        var best = board.signers().best(now);
        if (best == null || kept != null && Kept.says(kept, entry.state()) && Kept.producedAt(kept) <= now
                && now < Kept.thisUpdate(kept) + validity / 2 && usable(kept, now)) {
            return false;
        }
        // Nothing newer is known: a new signature would say the same for not a second longer.
        if (kept != null && usable(kept, now) && Kept.says(kept, entry.state())
                && asOf.getEpochSecond() < Kept.thisUpdate(kept) + validity / 2) {
            return false;
        }
        if (now >= nextUpdate(Math.min(asOf.getEpochSecond(), now), best)) {
            return false;
        }
        sign(entry, hash, entry.serial(), asOf.getEpochSecond(), now, OcspAnswer.NO_NONCE);
        return true;
    }

    private boolean usable(byte[] kept, long now) {
        var signer = board.signers().number(Kept.signer(kept));
        return signer != null && signer.worksAt(now);
    }
}
