package id.paraf.face;

import static id.paraf.face.TestFaces.ASTRONAUT;
import static id.paraf.face.TestFaces.SECOND;
import static id.paraf.face.TestFaces.THIRD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import id.paraf.testing.Proves;

class FaceCheckTest {

    private static FaceCheck check;

    @BeforeAll
    static void load() {
        check = new OnnxFaceCheck(FaceSettings.defaults().withPatience(Duration.ofMinutes(2)));
    }

    @AfterAll
    static void close() {
        check.close();
    }

    @Test
    void aLivePersonWhoTurnsAsAskedMatchesTheirReferences() {
        for (Side side : Side.values()) {
            var passed = (Verdict.Passed) check.check(ASTRONAUT.capture(side, 4), ASTRONAUT.references());
            assertThat(passed.similarity()).isGreaterThan(0.8);
            assertThat(passed.liveness()).isGreaterThan(0.9);
            assertThat(passed.yaw()).isBetween(20.0, 45.0);
            assertThat(passed.photos()).hasSize(1);
            assertThat(passed.fingerprints()).hasSize(4);
        }
    }

    @Test
    void onePhotoIsEnoughToCompareWithAndNoneTakesReferences() {
        Capture capture = SECOND.capture(Side.LEFT, 2);
        assertThat(check.check(capture, SECOND.references().subList(0, 1))).isInstanceOf(Verdict.Passed.class);
        assertThat(((Verdict.Passed) check.check(capture, List.of())).photos()).hasSize(3);
    }

    @Test
    @Proves("SF-09")
    void anotherPersonDoesNotMatch() {
        for (TestFaces other : List.of(SECOND, THIRD)) {
            assertThat(check.check(other.capture(Side.LEFT, 2), ASTRONAUT.references()))
                    .isEqualTo(new Verdict.Refused(Reason.NOT_MATCHED, -1));
        }
    }

    @Test
    @Proves("SF-06")
    void aPictureHeldStillFailsTheTurn() {
        var still = new Capture(Side.LEFT, fronts(ASTRONAUT, 4), List.of(ASTRONAUT.front(4, 3), ASTRONAUT.front(4, 4)));
        assertThat(reason(still)).isEqualTo(Reason.NOT_TURNED);
    }

    @Test
    void turningToTheOtherSideIsNoAnswer() {
        assertThat(reason(new Capture(Side.RIGHT, fronts(ASTRONAUT, 4), List.of(ASTRONAUT.turned(Side.LEFT, 4)))))
                .isEqualTo(Reason.NOT_TURNED);
    }

    @Test
    @Proves("SF-06")
    void somebodyElseCannotTurnInstead() {
        assertThat(reason(new Capture(Side.LEFT, fronts(ASTRONAUT, 4), List.of(SECOND.turned(Side.LEFT, 4)))))
                .isEqualTo(Reason.OTHER_FACE_IN_TURN);
    }

    @Test
    void theFrontalFramesShowOnePerson() {
        var mixed = new Capture(Side.LEFT, List.of(ASTRONAUT.front(4, 0), ASTRONAUT.front(4, 1), SECOND.front(4, 2)),
                List.of(ASTRONAUT.turned(Side.LEFT, 4)));
        assertThat(reason(mixed)).isEqualTo(Reason.OTHER_FACE_IN_TURN);
    }

    @Test
    @Proves("SF-07")
    void everyUnusableFrameHasItsOwnReason() {
        assertThat(check.hint(TestFaces.nobody(1)).reason()).isEqualTo(Reason.NO_FACE);
        assertThat(check.hint(ASTRONAUT.dark(4)).reason()).isEqualTo(Reason.TOO_DARK);
        assertThat(check.hint(ASTRONAUT.blurred(4)).reason()).isEqualTo(Reason.BLURRED);
        assertThat(check.hint(ASTRONAUT.covered(4)).reason()).isEqualTo(Reason.COVERED);
        assertThat(check.hint(ASTRONAUT.with(SECOND, 4)).reason()).isEqualTo(Reason.MANY_FACES);
        assertThat(check.hint(ASTRONAUT.turned(Side.LEFT, 4)).reason()).isEqualTo(Reason.NOT_FRONTAL);
        assertThat(check.hint(TestFaces.jpeg(small(ASTRONAUT, 0, 0))).reason()).isEqualTo(Reason.TOO_SMALL);
        assertThat(check.hint(ASTRONAUT.front(4, 0)).reason()).isNull();
        assertThat(List.of(Reason.NO_FACE, Reason.TOO_DARK, Reason.MANY_FACES, Reason.TOO_SMALL)).allMatch(Reason::guidance);
        assertThat(List.of(Reason.NOT_MATCHED, Reason.NOT_LIVE, Reason.OTHER_FACE_IN_TURN)).noneMatch(Reason::guidance);
    }

    @Test
    @Proves("SF-07")
    void twoFacesInOneFrameRefuseTheWholeCapture() {
        var capture = new Capture(Side.LEFT, List.of(ASTRONAUT.front(4, 0), ASTRONAUT.with(SECOND, 4), ASTRONAUT.front(4, 2)),
                List.of(ASTRONAUT.turned(Side.LEFT, 4)));
        assertThat(check.check(capture, ASTRONAUT.references())).isEqualTo(new Verdict.Refused(Reason.MANY_FACES, 1));
    }

    @Test
    void theSameFrameTwiceIsNoCamera() {
        byte[] frame = ASTRONAUT.front(4, 0);
        assertThat(reason(new Capture(Side.LEFT, List.of(frame, frame), List.of(ASTRONAUT.turned(Side.LEFT, 4)))))
                .isEqualTo(Reason.INCOMPLETE);
        assertThat(reason(new Capture(Side.LEFT, List.of(), List.of()))).isEqualTo(Reason.INCOMPLETE);
    }

    @Test
    @Proves("SF-08")
    void aSlowOrBrokenCheckPassesNobody() {
        try (var slow = new OnnxFaceCheck(FaceSettings.defaults().withPatience(Duration.ofMillis(1)))) {
            assertThat(slow.check(ASTRONAUT.capture(Side.LEFT, 4), ASTRONAUT.references())).isInstanceOf(Verdict.Unavailable.class);
        }
        var closed = new OnnxFaceCheck(FaceSettings.defaults());
        closed.close();
        assertThat(closed.check(ASTRONAUT.capture(Side.LEFT, 4), ASTRONAUT.references())).isInstanceOf(Verdict.Unavailable.class);
        assertThat(check.check(ASTRONAUT.capture(Side.LEFT, 4), List.of(TestFaces.nobody(1))))
                .isInstanceOf(Verdict.Unavailable.class);
    }

    private static List<byte[]> fronts(TestFaces person, int take) {
        var frames = new ArrayList<byte[]>();
        for (int i = 0; i < 3; i++) {
            frames.add(person.front(take, i));
        }
        return frames;
    }

    private static Reason reason(Capture capture) {
        return ((Verdict.Refused) check.check(capture, ASTRONAUT.references())).reason();
    }

    private static Pixels small(TestFaces person, double x, double y) {
        return TestFaces.pixels(person.front(4, 0)).sample(640, 480, new Pixels.Map(2.6, 0, -500 + x, 0, 2.6, -380 + y),
                Pixels.Outside.NEAREST);
    }
}
