package id.paraf.timestamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.tsp.TimeStampResp;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

import id.paraf.certificate.Authorities;
import id.paraf.certificate.OwnCertificate;
import id.paraf.certificate.TimestampCertificates;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.Randomness;
import id.paraf.keyroom.Keyroom;
import id.paraf.pki.Profile;
import id.paraf.pki.Profiles;
import id.paraf.pki.lint.Lints;
import id.paraf.pki.tsp.Imprint;
import id.paraf.pki.tsp.ImprintHash;
import id.paraf.pki.tsp.TimestampFailure;
import id.paraf.pki.tsp.TimestampRequest.Query;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;
import id.paraf.testing.TestWitness;
import id.paraf.transparency.PublicLog;

@ParafTest
class GiveTokenTest {

    private static final Imprint IMPRINT = new Imprint(ImprintHash.SHA256, Hashes.ofToken("isi dokumen"));

    @Autowired
    Timestamps timestamps;
    @Autowired
    AnswerTimestamp answers;
    @Autowired
    TimestampCertificates certificates;
    @Autowired
    Authorities authorities;
    @Autowired
    PublicLog log;
    @Autowired
    TimestampClock timestampClock;
    @Autowired
    TokenRows rows;
    @Autowired
    TimestampSettings settings;
    @Autowired
    TimeSources sources;
    @Autowired
    Keyroom keyroom;
    @Autowired
    Randomness randomness;
    @Autowired
    MutableClock clock;
    @Autowired
    TestWitness witness;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    JsonMapper json;
    @Autowired
    TransactionTemplate transaction;

    @AfterEach
    void agree() {
        witness.ahead(Duration.ZERO);
        witness.away(false);
        timestampClock.run();
    }

    /** As another process would: everything that a start makes, made anew on the same database. */
    private GiveToken another(IntFunction<byte[]> random) {
        return new GiveToken(timestampClock, new TokenSigners(certificates, authorities, keyroom, sources), rows, settings, random);
    }

    private static TimeStampToken token(TokenOutcome outcome) throws Exception {
        assertThat(outcome).isInstanceOf(TokenOutcome.Given.class);
        return new TimeStampToken(new CMSSignedData(((TokenOutcome.Given) outcome).der()));
    }

    private static Query query(BigInteger nonce, boolean certReq) {
        return new Query(IMPRINT, null, nonce, certReq);
    }

    private OwnCertificate signs() {
        return certificates.inForce().getFirst();
    }

    @Test
    @Proves({"TS-01", "TS-02"})
    void aTokenSaysWhatWasAskedAndVerifies() throws Exception {
        var query = query(BigInteger.valueOf(4711), true);
        var response = new TimeStampResponse(answers.answer(query.der()));
        response.validate(new TimeStampRequest(query.der()));
        var token = response.getTimeStampToken();
        token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(new X509CertificateHolder(signs().der())));
        var info = token.getTimeStampInfo();
        assertThat(info.getNonce()).isEqualTo(4711);
        assertThat(info.getMessageImprintDigest()).isEqualTo(IMPRINT.value());
        assertThat(info.getPolicy().getId()).isEqualTo(settings.policy());
        assertThat(info.getGenTime().toInstant()).isEqualTo(clock.instant());
        assertThat(info.getGenTimeAccuracy().getSeconds()).isEqualTo(1);
        assertThat(token.getCertificates().getMatches(null)).hasSize(2);
        var without = new TimeStampResponse(answers.answer(query(null, false).der())).getTimeStampToken();
        assertThat(without.getCertificates().getMatches(null)).isEmpty();
        assertThat(without.getTimeStampInfo().getNonce()).isNull();
    }

    @Test
    @Proves("TS-01")
    void theDoorForSignaturesGivesTheSame() throws Exception {
        var outcome = (TokenOutcome.Given) timestamps.over(ImprintHash.SHA512, new byte[64]);
        var token = token(outcome);
        token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(new X509CertificateHolder(signs().der())));
        assertThat(token.getTimeStampInfo().getMessageImprintDigest()).isEqualTo(new byte[64]);
        assertThat(outcome.time()).isEqualTo(clock.instant());
        assertThat(token.getCertificates().getMatches(null)).hasSize(2);
    }

    @Test
    @Proves("TS-01")
    void anotherPolicyIsRefusedAndOursIsNot() throws Exception {
        refused(answers.answer(new Query(IMPRINT, "1.2.3.4", null, true).der()), PKIFailureInfo.unacceptedPolicy);
        var ours = new TimeStampResponse(answers.answer(new Query(IMPRINT, settings.policy(), null, true).der()));
        assertThat(ours.getStatus()).isZero();
        refused(answers.answer(new byte[0]), PKIFailureInfo.badDataFormat);
    }

    private static void refused(byte[] answer, int failure) throws Exception {
        var response = new TimeStampResponse(answer);
        assertThat(response.getStatus()).isEqualTo(2);
        assertThat(response.getFailInfo().intValue()).isEqualTo(failure);
        assertThat(response.getTimeStampToken()).isNull();
        assertThat(TimeStampResp.getInstance(answer).getTimeStampToken()).isNull();
    }

    @Test
    @Proves("TS-02")
    void theCertificateIsForTimestampsAloneAndStandsInRegisterAndLog() throws Exception {
        var own = signs();
        assertThat(Lints.run(own.der(), Profiles.shipped().get(Profile.Kind.TIMESTAMP), authorities.issuing().der())).isEmpty();
        assertThat(jdbc.sql("SELECT type FROM audit_event WHERE subject = :subject").param("subject", "certificate:" + own.id())
                .query(String.class).list()).contains("certificate.prepared", "certificate.issued");
        assertThat(log.byCertificate(Hashes.sha256(own.der()))).isPresent();
    }

    @Test
    @Proves("TS-02")
    void theNextCertificateComesInTimeAndSignsFromThenOn() throws Exception {
        var before = signs();
        Instant now = clock.instant();
        try {
            clock.set(before.notAfter().minus(Duration.ofDays(2 * 365)).minusSeconds(60));
            certificates.afterPropertiesSet();
            assertThat(signs().id()).isEqualTo(before.id());
            clock.advance(Duration.ofSeconds(61));
            race(4, () -> {
                certificates.afterPropertiesSet();
                return true;
            });
            var after = signs();
            assertThat(after.id()).isNotEqualTo(before.id());
            assertThat(after.key()).isNotEqualTo(before.key());
            assertThat(certificates.inForce()).filteredOn(own -> own.notBefore().equals(after.notBefore())).hasSize(1);
            var token = token(timestamps.over(ImprintHash.SHA256, IMPRINT.value()));
            token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(new X509CertificateHolder(after.der())));
        } finally {
            clock.set(now);
        }
    }

    @Test
    @Proves("TS-03")
    void aDoubtfulClockCertifiesNothingAndThatIsRecorded() throws Exception {
        long doubts = events("timestamp.clock-doubted").size();
        witness.ahead(Duration.ofMillis(1001));
        timestampClock.run();
        refused(answers.answer(query(null, true).der()), PKIFailureInfo.timeNotAvailable);
        assertThat(timestamps.over(ImprintHash.SHA256, IMPRINT.value())).isInstanceOfSatisfying(TokenOutcome.Refused.class,
                refused -> assertThat(refused.failure()).isEqualTo(TimestampFailure.TIME_NOT_AVAILABLE));
        assertThat(events("timestamp.clock-doubted")).hasSize((int) doubts + 1).last().asString().contains("1001 ms ahead of test");
        witness.ahead(Duration.ZERO);
        witness.away(true);
        clock.advance(Duration.ofSeconds(31));
        timestampClock.run();
        refused(answers.answer(query(null, true).der()), PKIFailureInfo.timeNotAvailable);
        witness.away(false);
        timestampClock.run();
        assertThat(new TimeStampResponse(answers.answer(query(null, true).der())).getStatus()).isZero();
        assertThat(events("timestamp.clock-believed")).isNotEmpty();
    }

    private List<String> events(String type) {
        return jdbc.sql("SELECT details::text FROM audit_event WHERE type = :type ORDER BY id").param("type", type)
                .query(String.class).list();
    }

    @Test
    @Proves("TS-04")
    void manyAtOnceOnSeveralNodesGetNumbersOfTheirOwn() throws Exception {
        // Randomness that repeats itself, as on machines that were copied while they ran: each node draws the same numbers.
        String run = randomness.token();
        var nodes = List.of(another(repeating(run)), another(repeating(run)), another(repeating(run)));
        var next = new AtomicInteger();
        var serials = race(24, () -> token(nodes.get(next.getAndIncrement() % nodes.size()).give(query(null, true)))
                .getTimeStampInfo().getSerialNumber());
        assertThat(serials).hasSize(24).doesNotHaveDuplicates();
        assertRowsOf(serials);
    }

    /** Every third number is one that the others draw, too. */
    private IntFunction<byte[]> repeating(String run) {
        var drawn = new AtomicInteger();
        return count -> {
            int number = drawn.getAndIncrement();
            return number % 3 == 0 ? Arrays.copyOf(Hashes.ofToken(run + number), count) : randomness.bytes(count);
        };
    }

    @Test
    @Proves("TS-04")
    void afterARestartNoNumberOfBeforeIsUsedAgain() throws Exception {
        byte[] used = randomness.bytes(20);
        var first = token(another(count -> used.clone()).give(query(null, true))).getTimeStampInfo().getSerialNumber();
        var drawn = new AtomicInteger();
        var second = token(another(count -> drawn.getAndIncrement() == 0 ? used.clone() : randomness.bytes(count))
                .give(query(null, true))).getTimeStampInfo().getSerialNumber();
        assertThat(drawn).hasValue(2);
        assertThat(second).isNotEqualTo(first);
        assertRowsOf(List.of(first, second));
        // Nothing but that number: no token rather than one whose number is taken.
        assertThat(another(count -> used.clone()).give(query(null, true))).isInstanceOfSatisfying(TokenOutcome.Refused.class,
                refused -> assertThat(refused.failure()).isEqualTo(TimestampFailure.SYSTEM_FAILURE));
    }

    @Test
    @Proves("TS-04")
    void theRowStaysEvenIfTheCallersTransactionDoesNot() throws Exception {
        var serial = new BigInteger[1];
        transaction.executeWithoutResult(status -> {
            try {
                serial[0] = token(timestamps.over(ImprintHash.SHA256, IMPRINT.value())).getTimeStampInfo().getSerialNumber();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            status.setRollbackOnly();
        });
        assertRowsOf(List.of(serial[0]));
    }

    private void assertRowsOf(List<BigInteger> serials) {
        for (var serial : serials) {
            assertThat(serial.bitLength()).isEqualTo(159);
            assertThat(jdbc.sql("SELECT count(*) FROM timestamp_token WHERE serial = :serial").param("serial", serial.toByteArray())
                    .query(Long.class).single()).isOne();
        }
    }

    @Test
    void eachBatchOfRowsIsCountedAndHashedIntoOneEvent() throws Exception {
        rows.seal();
        var token = token(timestamps.over(ImprintHash.SHA256, IMPRINT.value()));
        timestamps.over(ImprintHash.SHA256, IMPRINT.value());
        byte[] serial = token.getTimeStampInfo().getSerialNumber().toByteArray();
        assertThat(jdbc.sql("SELECT info_sha256 FROM timestamp_token WHERE serial = :serial").param("serial", serial)
                .query(byte[].class).single()).isEqualTo(Hashes.sha256(token.getTimeStampInfo().getEncoded()));
        // The job may come first; whoever does, every row is in exactly one batch.
        rows.seal();
        long batch = jdbc.sql("SELECT batch FROM timestamp_token WHERE serial = :serial").param("serial", serial).query(Long.class)
                .single();
        var event = json.readValue(jdbc.sql("SELECT details::text FROM audit_event WHERE subject = :subject")
                .param("subject", "timestamp:" + batch).query(String.class).single(), Map.class);
        assertThat(event.get("tokens")).isEqualTo(count(batch).toString());
        assertThat(event.get("sha256")).isEqualTo(hash(batch));
        assertThat(event.get("from").toString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(Instant.parse(event.get("until").toString())).isBeforeOrEqualTo(clock.instant());
        jdbc.sql("UPDATE timestamp_token SET info_sha256 = :other WHERE serial = :serial").param("other", new byte[32])
                .param("serial", serial).update();
        assertThat(event.get("sha256")).isNotEqualTo(hash(batch));
    }

    private Long count(long batch) {
        return jdbc.sql("SELECT count(*) FROM timestamp_token WHERE batch = :batch").param("batch", batch).query(Long.class)
                .single();
    }

    private String hash(long batch) throws Exception {
        var all = new ByteArrayOutputStream();
        jdbc.sql("SELECT serial, info_sha256 FROM timestamp_token WHERE batch = :batch").param("batch", batch)
                .query((rs, i) -> new byte[][] {rs.getBytes(1), rs.getBytes(2)}).list().stream()
                .sorted((a, b) -> Arrays.compareUnsigned(a[0], b[0])).forEach(row -> {
                    all.writeBytes(row[0]);
                    all.writeBytes(row[1]);
                });
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all.toByteArray()));
    }

    @Test
    void rowsGoWhenTheirTimeIsOverButNeverOutsideABatch() {
        var before = Instant.parse("2001-01-01T00:00:00Z");
        byte[] old = randomness.bytes(20);
        transaction.executeWithoutResult(status -> {
            // Not committed yet, so no job puts it into a batch meanwhile.
            jdbc.sql("INSERT INTO timestamp_token (serial, given_at, certificate, info_sha256) VALUES (:serial, :at, :id, :hash)")
                    .param("serial", old).param("at", before.atOffset(java.time.ZoneOffset.UTC))
                    .param("id", signs().id().value()).param("hash", new byte[32]).update();
            rows.forget(before.plusSeconds(1));
            assertThat(present(old)).isTrue();
            rows.seal();
        });
        rows.forget(before);
        assertThat(present(old)).isTrue();
        rows.forget(before.plusSeconds(1));
        assertThat(present(old)).isFalse();
        assertThat(events("timestamp.forgotten")).last().asString().contains("\"tokens\": \"1\"");
    }

    private boolean present(byte[] serial) {
        return jdbc.sql("SELECT count(*) FROM timestamp_token WHERE serial = :serial").param("serial", serial).query(Long.class)
                .single() == 1;
    }

    /** The same work by so many threads that begin at one moment. */
    private static <T> List<T> race(int threads, Callable<T> work) throws Exception {
        var start = new CountDownLatch(1);
        var results = new ArrayList<T>();
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = Set.copyOf(java.util.stream.IntStream.range(0, threads).mapToObj(i -> all.submit(() -> {
                start.await();
                return work.call();
            })).collect(Collectors.toSet()));
            start.countDown();
            for (var one : running) {
                results.add(one.get());
            }
        }
        return results;
    }
}
