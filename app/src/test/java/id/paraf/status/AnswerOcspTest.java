package id.paraf.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.Test;

import id.paraf.pki.ocsp.CertHash;
import id.paraf.pki.ocsp.CertState;
import id.paraf.pki.ocsp.IssuerHashes;
import id.paraf.pki.ocsp.ResponderIdentity;
import id.paraf.testing.MutableClock;
import id.paraf.testing.Proves;

class AnswerOcspTest {

    private static final Instant NOW = Instant.parse("2026-11-02T02:00:00Z");
    private static final Duration VALIDITY = Duration.ofHours(24);

    private final MutableClock clock = new MutableClock(NOW);
    private final SmallAuthority authority = new SmallAuthority(NOW.minusSeconds(60), Duration.ofDays(60));
    private final Board board = authority.board();
    private final AnswerOcsp answers = new AnswerOcsp(board, VALIDITY, clock, 1);
    private final BigInteger serial = known(CertState.NOT_REVOKED);

    private BigInteger known(CertState state) {
        var made = SmallAuthority.serial().value();
        board.known().put(made.toByteArray(), NOW.plus(Duration.ofDays(730)).getEpochSecond(), state);
        board.seen(clock.instant());
        return made;
    }

    private void revoke(BigInteger which, int reason) {
        board.known().put(which.toByteArray(), NOW.plus(Duration.ofDays(730)).getEpochSecond(),
                new CertState(clock.instant().getEpochSecond(), reason));
    }

    private boolean good(byte[] response) {
        return authority.read(response).getResponses()[0].getCertStatus() == CertificateStatus.GOOD;
    }

    @Test
    @Proves({"OC-04", "OC-05"})
    void whatWasNeverIssuedAndWhatOthersIssuedIsUnauthorized() {
        var stranger = new SmallAuthority(NOW, Duration.ofDays(1));
        for (boolean sha256 : new boolean[] {false, true}) {
            for (int nonce : new int[] {-1, 16}) {
                assertThat(good(answers.answer(authority.ask(serial, sha256, nonce)).der())).isTrue();
                assertThat(SmallAuthority.status(answers.answer(authority.ask(serial.add(BigInteger.ONE), sha256, nonce)).der()))
                        .isEqualTo(OCSPResp.UNAUTHORIZED);
                assertThat(SmallAuthority.status(answers.answer(stranger.ask(serial, sha256, nonce)).der()))
                        .isEqualTo(OCSPResp.UNAUTHORIZED);
            }
        }
        for (var odd : List.of(BigInteger.ZERO, BigInteger.ONE.negate(), BigInteger.ONE.shiftLeft(160),
                BigInteger.ONE.shiftLeft(400))) {
            assertThat(SmallAuthority.status(answers.answer(authority.ask(odd, true, -1)).der())).isEqualTo(OCSPResp.UNAUTHORIZED);
        }
    }

    @Test
    @Proves("OC-09")
    void noncesAreEchoedToTheOctetOrLeftOut() throws Exception {
        for (int length : new int[] {1, 15, 16, 32, 33, 128}) {
            byte[] request = authority.ask(serial, true, length);
            var answer = authority.read(answers.answer(request).der());
            var sent = new OCSPReq(request).getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
            assertThat(answer.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)).isEqualTo(length <= 32 ? sent : null);
            assertThat(answers.answer(request).shared() == null).as("with a nonce it is for one client").isEqualTo(length <= 32);
        }
        for (int length : new int[] {0, 129}) {
            assertThat(SmallAuthority.status(answers.answer(authority.ask(serial, true, length)).der()))
                    .isEqualTo(OCSPResp.MALFORMED_REQUEST);
        }
    }

    @Test
    @Proves("OC-06")
    void aRevocationIsInTheVeryNextAnswerAndStaysUntilTheEnd() {
        byte[] request = authority.ask(serial, true, -1);
        assertThat(good(answers.answer(request).der())).isTrue();
        clock.advance(Duration.ofSeconds(10));
        revoke(serial, 1);
        for (long days : new long[] {0, 50}) {
            clock.set(NOW.plusSeconds(10).plus(Duration.ofDays(days)));
            board.seen(clock.instant());
            var status = (RevokedStatus) authority.read(answers.answer(request).der()).getResponses()[0].getCertStatus();
            assertThat(status.getRevocationTime().toInstant()).isEqualTo(NOW.plusSeconds(10));
            assertThat(status.getRevocationReason()).isEqualTo(1);
        }
        clock.set(NOW.plus(Duration.ofDays(732)));
        board.seen(clock.instant());
        assertThat(SmallAuthority.status(answers.answer(request).der())).isEqualTo(OCSPResp.UNAUTHORIZED);
    }

    /** An answer that was being signed while its certificate was revoked is not kept. */
    @Test
    @Proves({"OC-06", "OC-13"})
    void aSignatureThatCrossesARevocationIsNotGivenAgain() throws Exception {
        var signing = new CountDownLatch(1);
        var revoked = new CountDownLatch(1);
        var slow = new Board(new IssuerHashes(authority.certificate));
        slow.signers().add(number -> new Signers.Signer(number, "slow", new ResponderIdentity(authority.responder), data -> {
            signing.countDown();
            await(revoked);
            return SmallAuthority.sign(data, authority.responderKey);
        }, false));
        slow.known().put(serial.toByteArray(), NOW.plus(Duration.ofDays(9)).getEpochSecond(), CertState.NOT_REVOKED);
        slow.seen(NOW);
        var slowly = new AnswerOcsp(slow, VALIDITY, clock, 1);
        byte[] request = authority.ask(serial, true, -1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var crossing = threads.submit(() -> slowly.answer(request));
            await(signing);
            slow.known().put(serial.toByteArray(), NOW.plus(Duration.ofDays(9)).getEpochSecond(),
                    new CertState(NOW.getEpochSecond(), 4));
            revoked.countDown();
            crossing.get();
        }
        assertThat(good(slowly.answer(request).der())).isFalse();
        assertThat(good(slowly.answer(request).der())).isFalse();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Whatever the clock and the database do, the times of every answer are right, and no answer outlives what was known. */
    @Test
    @Proves({"OC-07", "OC-14"})
    void timesHoldAndAfterTheDatabaseIsAwayForTooLongNothingIsGoodAnyMore() {
        var random = new Random(42);
        byte[][] requests = {authority.ask(serial, true, -1), authority.ask(serial, false, -1), authority.ask(serial, true, 16)};
        var produce = new Produce(board, answers);
        Instant lastLook = NOW;
        int refused = 0;
        for (int i = 0; i < 600; i++) {
            clock.advance(Duration.ofSeconds(random.nextInt(3_000)));
            if (clock.instant().isAfter(NOW.plus(Duration.ofDays(50)))) {
                clock.set(NOW);
                lastLook = NOW;
                board.seen(NOW);
            }
            // The database is away for half of the time, in stretches of up to two days.
            if (i % 150 < 75) {
                board.seen(clock.instant());
                lastLook = clock.instant();
            }
            if (random.nextInt(5) == 0) {
                produce.round();
            }
            byte[] response = answers.answer(requests[random.nextInt(requests.length)]).der();
            if (SmallAuthority.status(response) != OCSPResp.SUCCESSFUL) {
                assertThat(SmallAuthority.status(response)).isEqualTo(OCSPResp.TRY_LATER);
                assertThat(clock.instant()).isAfterOrEqualTo(lastLook.plus(VALIDITY));
                refused++;
                continue;
            }
            var basic = authority.read(response);
            var single = basic.getResponses()[0];
            Instant thisUpdate = single.getThisUpdate().toInstant();
            assertThat(thisUpdate).isBeforeOrEqualTo(basic.getProducedAt().toInstant()).isBeforeOrEqualTo(lastLook);
            assertThat(basic.getProducedAt().toInstant()).isBeforeOrEqualTo(clock.instant());
            assertThat(single.getNextUpdate().toInstant()).isAfter(clock.instant()).isEqualTo(thisUpdate.plus(VALIDITY))
                    .isBeforeOrEqualTo(authority.responder.getNotAfter().toInstant());
        }
        assertThat(refused).isGreaterThan(20);
    }

    @Test
    @Proves({"OC-07", "OC-14"})
    void answersAreSignedAgainAtHalfOfTheirTimeBeforeAnybodyAsks() {
        var produce = new Produce(board, answers);
        while (produce.round() > 0) {
            // Both hashes of everything.
        }
        for (boolean sha256 : new boolean[] {false, true}) {
            assertThat(answers.ask(authority.ask(serial, sha256, -1))).isDone();
        }
        var first = answers.ask(authority.ask(serial, true, -1)).getNow(null);
        clock.advance(VALIDITY.dividedBy(2).minusSeconds(1));
        board.seen(clock.instant());
        assertThat(new Produce(board, answers).round()).isZero();
        clock.advance(Duration.ofSeconds(1));
        board.seen(clock.instant());
        var again = new Produce(board, answers);
        assertThat(again.round() + again.round()).isEqualTo(2);
        var second = answers.ask(authority.ask(serial, true, -1)).getNow(null);
        assertThat(second.shared().thisUpdate()).isEqualTo(first.shared().thisUpdate() + VALIDITY.toSeconds() / 2);
        assertThat(second.shared().tag()).isNotEqualTo(first.shared().tag());
    }

    /** Every turn to sign with a nonce is taken; what was signed before is answered all the same, and needs no turn. */
    @Test
    @Proves("OC-10")
    void aFloodOfNoncesTakesNothingFromTheOthers() throws Exception {
        var stuck = new CountDownLatch(1);
        var signing = new CountDownLatch(1);
        var busy = new Board(new IssuerHashes(authority.certificate));
        busy.signers().add(number -> new Signers.Signer(number, "busy", new ResponderIdentity(authority.responder), data -> {
            if (data.length > 200) {
                // Only answers with a nonce are as long as this.
                signing.countDown();
                await(stuck);
            }
            return SmallAuthority.sign(data, authority.responderKey);
        }, false));
        busy.known().put(serial.toByteArray(), NOW.plus(Duration.ofDays(9)).getEpochSecond(), CertState.NOT_REVOKED);
        busy.seen(NOW);
        var answering = new AnswerOcsp(busy, VALIDITY, clock, 1);
        byte[] plain = authority.ask(serial, false, -1);
        byte[] withNonce = authority.ask(serial, false, 32);
        var first = answering.ask(withNonce);
        await(signing);
        // Never asked before, and the first signature of it has a desk of its own.
        assertThat(good(answering.answer(plain).der())).isTrue();
        var flood = new ArrayList<CompletableFuture<Reply>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<CompletableFuture<Reply>>>();
            for (int i = 0; i < 2_000; i++) {
                asked.add(threads.submit(() -> answering.ask(withNonce)));
            }
            for (var one : asked) {
                flood.add(one.get());
            }
        }
        assertThat(good(answering.ask(plain).getNow(null).der())).isTrue();
        var sentAway = flood.stream().filter(CompletableFuture::isDone).toList();
        assertThat(sentAway).as("all but those who wait").hasSize(2_000 - 256);
        assertThat(sentAway).allSatisfy(one -> assertThat(one.join().shared()).as("the answer for everybody").isNotNull());
        stuck.countDown();
        assertThat(authority.read(first.join().der()).hasExtensions()).isTrue();
        for (var one : flood) {
            assertThat(good(one.get(20, TimeUnit.SECONDS).der())).isTrue();
        }
    }

    /** No exception, and nothing is good but what was issued and asked for by its exact number under our name. */
    @Test
    @Proves({"OC-01", "OC-02", "OC-04"})
    void ofAHundredThousandMutationsNoneIsGoodByMistake() throws Exception {
        var random = new Random(7);
        var revoked = known(new CertState(NOW.getEpochSecond() - 5, 1));
        var seeds = List.of(authority.ask(serial, true, -1), authority.ask(serial, false, -1), authority.ask(revoked, true, -1),
                authority.ask(serial, true, 16), authority.ask(SmallAuthority.serial().value(), false, -1));
        var digests = new JcaDigestCalculatorProviderBuilder().build();
        int good = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] mutant = mutate(seeds.get(random.nextInt(seeds.size())), random);
            var reply = answers.answer(mutant);
            if (reply.der().length > 5) {
                var asked = new OCSPReq(mutant).getRequestList();
                assertThat(asked).hasSize(1);
                assertThat(asked[0].getCertID().getSerialNumber()).isIn(serial, revoked);
                assertThat(asked[0].getCertID().matchesIssuer(authority.certificate, digests)).isTrue();
                var single = ((org.bouncycastle.cert.ocsp.BasicOCSPResp) new OCSPResp(reply.der()).getResponseObject())
                        .getResponses()[0];
                assertThat(single.getCertID().getSerialNumber()).isEqualTo(asked[0].getCertID().getSerialNumber());
                assertThat(single.getCertStatus() == CertificateStatus.GOOD)
                        .isEqualTo(asked[0].getCertID().getSerialNumber().equals(serial));
                good++;
            }
        }
        assertThat(good).isPositive();
    }

    private static byte[] mutate(byte[] seed, Random random) {
        byte[] bytes = seed.clone();
        for (int left = 1 + random.nextInt(2); left > 0; left--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes = java.util.Arrays.copyOf(bytes, Math.max(1, at));
                default -> bytes = java.util.Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(3));
            }
        }
        return bytes;
    }

    @Test
    void theTableFindsEverythingWhileItGrowsAndForgetsWhatIsOver() {
        var known = new Known();
        var serials = new ArrayList<byte[]>();
        for (int i = 0; i < 50_000; i++) {
            byte[] made = i % 3 == 0 ? BigInteger.valueOf(i + 1).shiftLeft(i % 2 * 70).toByteArray()
                    : SmallAuthority.serial().value().toByteArray();
            serials.add(made);
            known.put(made, 1_000 + i % 2 * 1_000, CertState.NOT_REVOKED);
        }
        assertThat(known.size()).isEqualTo(new java.util.HashSet<>(serials.stream().map(BigInteger::new).toList()).size());
        for (byte[] one : serials) {
            assertThat(known.find(one)).isNotNull();
            assertThat(known.find(one).serial()).isEqualTo(one);
        }
        known.forget(1_500);
        assertThat(known.size()).isEqualTo(25_000);
        assertThat(known.find(serials.get(0))).isNull();
        assertThat(known.find(serials.get(1)).kept(CertHash.SHA1)).isNull();
    }
}
