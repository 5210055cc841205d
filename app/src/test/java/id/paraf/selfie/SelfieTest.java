package id.paraf.selfie;

import static id.paraf.face.TestFaces.ASTRONAUT;
import static id.paraf.face.TestFaces.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.face.Capture;
import id.paraf.face.FaceCheck;
import id.paraf.face.Hint;
import id.paraf.face.Side;
import id.paraf.face.TestFaces;
import id.paraf.face.Verdict;
import id.paraf.kernel.Randomness;
import id.paraf.kernel.RootSecret;
import id.paraf.limits.Limits;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

@ParafTest
class SelfieTest {

    @LocalServerPort
    int port;

    @Autowired
    CaptureWorld world;

    @Autowired
    CaptureLinks links;

    @Autowired
    CaptureSessions sessions;

    @Autowired
    CheckSelfie selfie;

    @Autowired
    SelfieCases cases;

    @Autowired
    ReferencePhotos references;

    @Autowired
    Retention retention;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    @Autowired
    RootSecret rootSecret;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    Randomness randomness;

    @Autowired
    Limits limits;

    @Autowired
    SeenFrames seen;

    @Autowired
    Verdicts verdicts;

    private HttpResponse<String> attempt(HttpBrowser phone, TestFaces person, int take) {
        String[] challenge = CaptureWorld.challenge(phone);
        return CaptureWorld.upload(phone, challenge[1], fronts(person, take),
                List.of(person.turned(Side.valueOf(challenge[0]), take)), "Front camera");
    }

    private static List<byte[]> fronts(TestFaces person, int take) {
        return List.of(person.front(take, 0), person.front(take, 1), person.front(take, 2));
    }

    private CaptureSession session(HttpBrowser phone) {
        return sessions.find(phone.cookies().get(CaptureSessions.COOKIE)).orElseThrow();
    }

    @Test
    @Proves({"SF-01", "SF-13"})
    void consentComesFirstAndRefusingItLeadsToAnOfficer() {
        UUID account = world.enrolled(ASTRONAUT);
        var phone = world.claimed(port, world.reset(account));
        String page = phone.get("/capture").body();
        assertThat(page).contains("Sebelum kamera dibuka").contains("Minta bantuan petugas").doesNotContain("js/capture.js")
                .doesNotContain("<video");
        assertThat(CaptureWorld.asScript(phone, () -> phone.post("/capture/challenge")).statusCode()).isEqualTo(409);
        assertThat(CaptureWorld.upload(phone, "x", fronts(ASTRONAUT, 4), List.of(), "").body()).contains("CONSENT");
        assertThat(phone.post("/capture/consent").statusCode()).isEqualTo(422);
        assertThat(world.events("selfie.consented", account)).isZero();
        assertThat(phone.post("/capture/consent", "agree", "yes").headers().firstValue("Location")).hasValue("/capture?open=yes");
        assertThat(world.events("selfie.consented", account)).isEqualTo(1);
        assertThat(phone.get("/capture").body()).contains("js/capture.js").contains("<video").contains("Minta bantuan petugas")
                .doesNotContain("data-open");
        assertThat(phone.get("/capture?open=yes").body()).contains("data-open=\"yes\"");

        var other = world.reset(account);
        var refusing = world.claimed(port, other);
        refusing.get("/capture");
        assertThat(refusing.post("/capture/officer").statusCode()).isEqualTo(303);
        assertThat(refusing.get("/capture").body()).contains("Diteruskan ke petugas");
        assertThat(cases.ofJourney(other.journey()).orElseThrow().cause()).isEqualTo(SelfieCases.Cause.CHOSEN);
        assertThat(world.events("selfie.case.opened", account)).isEqualTo(1);
    }

    @Test
    @Proves({"SF-03", "SF-09", "SF-11", "SF-12", "RP-10", "RP-15"})
    void theOwnerPassesOnceAndTheProofIsBound() {
        UUID account = world.enrolled(ASTRONAUT);
        var order = world.reset(account);
        var phone = world.ready(port, order);
        String before = phone.cookies().get(CaptureSessions.COOKIE);
        String[] challenge = CaptureWorld.challenge(phone);
        var turned = List.of(ASTRONAUT.turned(Side.valueOf(challenge[0]), 4));
        var answer = CaptureWorld.upload(phone, challenge[1], fronts(ASTRONAUT, 4), turned, "Front camera");
        assertThat(answer.body()).contains("PASSED");
        assertThat(phone.cookies().get(CaptureSessions.COOKIE)).isNotEqualTo(before);
        assertThat(sessions.find(before)).isEmpty();
        assertThat(phone.get("/capture").body()).contains("Wajah Anda dikenali");

        var proof = selfie.proof(order.journey()).orElseThrow();
        assertThat(proof.signedBy(rootSecret.derive("proof/face", "HmacSHA256"))).isTrue();
        assertThat(proof.journey()).isEqualTo(order.journey());
        assertThat(proof.key()).isEqualTo(order.key());
        assertThat(proof.officerAssisted()).isFalse();
        assertThat(proof.checkedAt()).isEqualTo(clock.instant());
        assertThat(jdbc.sql("SELECT photo_sha256 FROM selfie_verdict WHERE journey = :j").param("j", order.journey())
                .query((rs, i) -> rs.getBytes(1)).single()).isEqualTo(proof.photoSha256());
        assertThat(selfie.spend(order.journey())).isTrue();
        assertThat(selfie.spend(order.journey())).isFalse();
        assertThat(selfie.proof(order.journey())).isEmpty();
        assertThat(world.events("selfie.passed", account)).isEqualTo(1);
        assertThat(world.events("reference.compared", account)).isEqualTo(1);

        // The stored photo is no JPEG: it is sealed, and goes when its time is over.
        byte[] sealed = jdbc.sql("SELECT sealed FROM selfie_photo WHERE journey = :j").param("j", order.journey())
                .query((rs, i) -> rs.getBytes(1)).single();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("JFIF");

        // SF-03: the same files again, in a journey of its own, are refused; so is a re-encoded copy of one.
        var again = world.ready(port, world.reset(account));
        String[] second = CaptureWorld.challenge(again);
        assertThat(CaptureWorld.upload(again, second[1], fronts(ASTRONAUT, 4), turned, "").body()).contains("RETRY")
                .contains("pernah dipakai");
        clock.advance(Duration.ofSeconds(11));
        String[] third = CaptureWorld.challenge(again);
        byte[] copy = recompressed(ASTRONAUT.front(4, 0));
        var copied = CaptureWorld.upload(again, third[1], List.of(copy, ASTRONAUT.front(8, 1), ASTRONAUT.front(8, 2)),
                List.of(ASTRONAUT.turned(Side.valueOf(third[0]), 8)), "");
        assertThat(copied.body()).contains("RETRY").contains("pernah dipakai");

        clock.advance(Duration.ofDays(30).plusSeconds(1));
        assertThat(retention.sweep()).isPositive();
        assertThat(
                jdbc.sql("SELECT count(*) FROM selfie_photo WHERE account = :a").param("a", account).query(Integer.class).single())
                .isZero();
        assertThat(world.events("selfie.photo.deleted", account)).isEqualTo(1);
    }

    private static byte[] recompressed(byte[] jpeg) {
        try {
            var image = javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(jpeg));
            var bytes = new java.io.ByteArrayOutputStream();
            javax.imageio.ImageIO.write(image, "jpeg", bytes);
            return bytes.toByteArray();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Proves({"SF-07", "SF-06"})
    void anotherPersonSpendsAttemptsUntilAnOfficerTakesOver() {
        UUID account = world.enrolled(ASTRONAUT);
        var order = world.reset(account);
        var phone = world.ready(port, order);
        for (int left = 4; left >= 1; left--) {
            assertThat(attempt(phone, SECOND, 10 - left).body()).contains("RETRY").contains("\"left\":" + left);
            clock.advance(Duration.ofSeconds(11));
        }
        assertThat(attempt(phone, SECOND, 10).body()).contains("OFFICER");
        assertThat(cases.ofJourney(order.journey()).orElseThrow().cause()).isEqualTo(SelfieCases.Cause.ATTEMPTS_USED_UP);
        assertThat(selfie.proof(order.journey())).isEmpty();
        assertThat(world.events("selfie.refused", account)).isEqualTo(5);
        // A new journey within the six hours goes to the officer too.
        var next = world.reset(account);
        assertThat(attempt(world.ready(port, next), ASTRONAUT, 12).body()).contains("OFFICER");
        assertThat(selfie.passed(next.journey())).isFalse();
    }

    @Test
    @Proves("SF-07")
    void holdingTheCameraBadlySpendsNothingAndAHastySecondPressNeither() {
        UUID account = world.enrolled(ASTRONAUT);
        var phone = world.ready(port, world.reset(account));
        String[] dark = CaptureWorld.challenge(phone);
        assertThat(CaptureWorld.upload(phone, dark[1], List.of(ASTRONAUT.dark(4), ASTRONAUT.dark(5), ASTRONAUT.dark(6)),
                List.of(ASTRONAUT.turned(Side.LEFT, 4)), "").body()).contains("ADJUST").contains("lebih terang")
                .contains("\"tips\":[\"light\"]");
        String[] two = CaptureWorld.challenge(phone);
        assertThat(CaptureWorld.upload(phone, two[1], List.of(ASTRONAUT.with(SECOND, 4), ASTRONAUT.front(4, 1)),
                List.of(ASTRONAUT.turned(Side.LEFT, 5)), "").body()).contains("ADJUST").contains("Hanya satu wajah")
                .contains("\"tips\":[\"alone\"]");
        assertThat(selfie.attemptsLeft(account)).isEqualTo(5);
        assertThat(attempt(phone, SECOND, 6).body()).contains("\"left\":4");
        assertThat(attempt(phone, SECOND, 7).body()).contains("\"left\":4");
        assertThat(selfie.attemptsLeft(account)).isEqualTo(4);
    }

    @Test
    @Proves("SF-04")
    void framesCountOnlyAsTheAnswerToThisSessionsChallenge() {
        UUID account = world.enrolled(ASTRONAUT);
        var phone = world.ready(port, world.reset(account));
        var stranger = world.ready(port, world.reset(world.enrolled(SECOND)));
        String[] theirs = CaptureWorld.challenge(stranger);
        assertThat(phone.get("/capture").body()).doesNotContain("type=\"file\"");
        assertThat(CaptureWorld.upload(phone, theirs[1], fronts(ASTRONAUT, 9), List.of(), "").body()).contains("AGAIN");
        assertThat(CaptureWorld.upload(phone, "made-up", fronts(ASTRONAUT, 9), List.of(), "").body()).contains("AGAIN");
        String[] late = CaptureWorld.challenge(phone);
        clock.advance(CheckSelfie.CHALLENGE_LIFE.plusSeconds(1));
        assertThat(CaptureWorld.upload(phone, late[1], fronts(ASTRONAUT, 9), List.of(), "").body()).contains("AGAIN");
        String[] own = CaptureWorld.challenge(phone);
        Side wrong = Side.valueOf(own[0]).other();
        assertThat(CaptureWorld.upload(phone, own[1], fronts(ASTRONAUT, 9), List.of(ASTRONAUT.turned(wrong, 9)), "").body())
                .contains("RETRY").contains("belum menengok").contains("\"tips\":[\"turn\"]");
        assertThat(CaptureWorld
                .upload(phone, own[1], fronts(ASTRONAUT, 11), List.of(ASTRONAUT.turned(Side.valueOf(own[0]), 11)), "").body())
                .contains("AGAIN");
    }

    @Test
    @Proves("SF-05")
    void aCameraThatNamesItselfVirtualGoesToAnOfficer() {
        var order = world.reset(world.enrolled(ASTRONAUT));
        var phone = world.ready(port, order);
        String[] challenge = CaptureWorld.challenge(phone);
        assertThat(CaptureWorld
                .upload(phone, challenge[1], fronts(ASTRONAUT, 4), List.of(ASTRONAUT.turned(Side.valueOf(challenge[0]), 4)),
                        "OBS Virtual Camera (m-de:vice)")
                .body()).contains("OFFICER");
        assertThat(cases.ofJourney(order.journey()).orElseThrow().cause()).isEqualTo(SelfieCases.Cause.SUSPICIOUS);
        assertThat(selfie.proof(order.journey())).isEmpty();
    }

    @Test
    @Proves("SF-08")
    void aCheckThatFailsPassesNobodyAndCostsNothing() {
        UUID account = world.enrolled(ASTRONAUT);
        var order = world.reset(account);
        var phone = world.ready(port, order);
        for (FaceCheck broken : List.of(failing(new Verdict.Unavailable("slow")), failing(null), throwing())) {
            var check = new CheckSelfie(jdbc, transactions, clock, randomness, broken, limits, references, cases, seen, verdicts);
            var session = session(phone);
            var challenge = check.challenge(session).orElseThrow();
            var outcome = check.submit(session,
                    new Submission(challenge.nonce(), fronts(ASTRONAUT, 15), List.of(ASTRONAUT.turned(challenge.side(), 15)), ""),
                    CaptureWorld.DESKTOP);
            assertThat(outcome).isInstanceOf(SelfieOutcome.TryLater.class);
        }
        assertThat(selfie.attemptsLeft(account)).isEqualTo(5);
        assertThat(selfie.proof(order.journey())).isEmpty();
        assertThat(world.events("selfie.unavailable", account)).isEqualTo(3);
    }

    @Test
    @Proves("SF-09")
    void aReferencePutInPlaceOfAnotherIsNoticed() {
        UUID account = world.enrolled(ASTRONAUT);
        UUID other = world.enrolled(SECOND);
        jdbc.sql("""
                UPDATE reference_photo r SET sealed = o.sealed FROM reference_photo o
                WHERE r.account = :account AND o.account = :other AND r.slot = o.slot""").param("account", account)
                .param("other", other).update();
        var order = world.reset(account);
        assertThat(attempt(world.ready(port, order), SECOND, 4).body()).contains("OFFICER");
        assertThat(world.events("reference.tampered", account)).isEqualTo(1);
        assertThat(selfie.proof(order.journey())).isEmpty();
    }

    @Test
    @Proves("SF-10")
    void unusableFilesGetTheirOwnSentence() {
        var phone = world.ready(port, world.reset(world.enrolled(ASTRONAUT)));
        assertThat(CaptureWorld.hint(phone, "<svg/>".getBytes(StandardCharsets.UTF_8)).body()).contains("NOT_AN_IMAGE");
        assertThat(CaptureWorld.hint(phone, java.util.Arrays.copyOf(ASTRONAUT.front(4, 0), 9000)).body()).contains("BROKEN_IMAGE");
        assertThat(CaptureWorld.hint(phone, TestFaces.nobody(3)).body()).contains("NO_FACE").contains("belum terlihat");
        assertThat(CaptureWorld.hint(phone, ASTRONAUT.front(4, 0)).body()).contains("GOOD");
        assertThat(CaptureWorld.hint(phone, new byte[21 << 20]).statusCode()).isEqualTo(413);
    }

    @Test
    void anEnrolmentTakesThreePhotosThatAnOfficerSeesAndAdopts() {
        UUID account = UUID.randomUUID();
        UUID application = UUID.randomUUID();
        var phone = new HttpBrowser(port);
        phone.cookies().put(CaptureSessions.COOKIE,
                sessions.begin(CaptureOrder.enrolment(application, account, "B•• T••", "/applications/" + application),
                        CaptureWorld.DESKTOP).reveal());
        phone.get("/capture");
        phone.post("/capture/consent", "agree", "yes");
        phone.get("/capture");
        assertThat(attempt(phone, SECOND, 4).body()).contains("PASSED").contains("/applications/" + application);
        assertThat(references.count(application)).isEqualTo(3);
        assertThat(references.exist(account)).isFalse();
        assertThat(references.view(application, 0, UUID.randomUUID(), CaptureWorld.DESKTOP)).isPresent();
        assertThat(world.events("reference.viewed", account)).isEqualTo(1);
        references.adopt(account, application, UUID.randomUUID(), CaptureWorld.DESKTOP);
        assertThat(references.exist(account)).isTrue();
        assertThat(attempt(world.ready(port, world.reset(account)), SECOND, 12).body()).contains("PASSED");
        references.erase(account, account, CaptureWorld.DESKTOP);
        assertThat(references.exist(account)).isFalse();
        assertThat(world.events("reference.erased", account)).isEqualTo(1);
    }

    @Test
    @Proves("SF-13")
    void anOfficerApprovesWithAProofThatSaysSo() {
        UUID account = UUID.randomUUID();
        var order = world.reset(account);
        var opened = cases.open(order.journey(), account, order.key(), SelfieCases.Cause.CHOSEN, CaptureWorld.DESKTOP);
        assertThat(cases.waiting()).contains(opened);
        UUID officer = UUID.randomUUID();
        assertThat(cases.decide(opened.id(), officer, true, "KTP diperiksa", Map.of(), CaptureWorld.DESKTOP)).isTrue();
        assertThat(cases.decide(opened.id(), officer, false, "lagi", Map.of(), CaptureWorld.DESKTOP)).isFalse();
        assertThat(selfie.proof(order.journey()).orElseThrow().officerAssisted()).isTrue();
        assertThat(world.events("selfie.case.approved", account)).isEqualTo(1);
    }

    private static FaceCheck failing(Verdict verdict) {
        return new FaceCheck() {
            @Override
            public Verdict check(Capture capture, List<byte[]> references) {
                return verdict;
            }

            @Override
            public Hint hint(byte[] frame) {
                return new Hint(null, 0);
            }

            @Override
            public void close() {
            }
        };
    }

    private static FaceCheck throwing() {
        return new FaceCheck() {
            @Override
            public Verdict check(Capture capture, List<byte[]> references) {
                throw new IllegalStateException("out of order");
            }

            @Override
            public Hint hint(byte[] frame) {
                throw new IllegalStateException("out of order");
            }

            @Override
            public void close() {
            }
        };
    }
}
