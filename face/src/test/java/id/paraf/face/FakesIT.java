package id.paraf.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import id.paraf.testing.Proves;

/**
 * The red team. Each attack shows the very person that the references show, takes the best turn it can make, and answers the
 * challenge that suits it. What still passes (masks with the depth of a face, one face drawn over another in every frame)
 * stands in docs/divergences.md with its numbers, and is not asserted here.
 */
class FakesIT {

    private static final int[] TILTS = {-60, -50, 50, 60};

    private static OnnxFaceCheck check;

    @BeforeAll
    static void load() {
        check = new OnnxFaceCheck(FaceSettings.defaults().withPatience(Duration.ofMinutes(5)));
    }

    @AfterAll
    static void close() {
        check.close();
    }

    @Test
    @Proves("SF-06")
    void screensPrintsAndCutOutsAreNoPeople() {
        for (TestFaces person : TestFaces.values()) {
            for (Fakes fake : List.of(Fakes.SCREEN, Fakes.PRINT, Fakes.CUT_OUT)) {
                // Even if the person themselves turns afterwards.
                assertThat(verdict(person, fakes(person, fake, 2), TestFaces.pixels(person.turned(Side.LEFT, 4)), Side.LEFT))
                        .as("%s %s", person, fake)
                        .isInstanceOfSatisfying(Verdict.Refused.class,
                                refused -> assertThat(refused.reason()).isEqualTo(Reason.NOT_LIVE));
            }
        }
    }

    /** Fed into the browser as it is, a good photo looks live; but it has no depth, however it is tilted. */
    @Test
    @Proves("SF-06")
    void aPhotoThatIsTiltedToLookTurnedIsNoHead() {
        Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
        for (TestFaces person : TestFaces.values()) {
            List<Pixels> fronts = fakes(person, Fakes.TURNED_STILL, 3);
            for (int tilt : TILTS) {
                Verdict verdict = verdict(person, fronts, Fakes.TURNED_STILL.show(frame(person, 3), tilt, 9),
                        tilt > 0 ? Side.LEFT : Side.RIGHT);
                assertThat(verdict).as("%s %d", person, tilt).isInstanceOf(Verdict.Refused.class);
                reasons.merge(((Verdict.Refused) verdict).reason(), 1, Integer::sum);
            }
        }
        assertThat(reasons).containsKeys(Reason.NOT_TURNED, Reason.NOT_LIVE);
    }

    @Test
    @Proves("SF-06")
    void aMaskWithoutDepthDoesNotTurn() {
        for (TestFaces person : TestFaces.values()) {
            PoseRenderer mask = person.mask(0);
            for (Side side : Side.values()) {
                Pixels turned = mask.turn(side == Side.LEFT ? 40 : -40, 0);
                assertThat(verdict(person, List.of(mask.turn(-2, 0), mask.turn(2, 0)), turned, side)).as("%s %s", person, side)
                        .isInstanceOf(Verdict.Refused.class);
            }
        }
    }

    @Test
    @Proves("SF-06")
    void depthIsSeenWhereAHeadTurnsAndNotWhereAPictureDoes() {
        for (TestFaces person : TestFaces.values()) {
            Mesh front = mesh(frame(person, 0));
            for (Side side : Side.values()) {
                assertThat(Relief.shown(front, mesh(TestFaces.pixels(person.turned(side, 4))))).as("%s %s", person, side)
                        .isBetween(0.75, 1.6);
            }
            assertThat(Relief.shown(front, mesh(Fakes.TURNED_STILL.show(frame(person, 3), 40, 9)))).as("%s", person)
                    .isLessThan(0.5);
        }
    }

    private static List<Pixels> fakes(TestFaces person, Fakes fake, int count) {
        var fronts = new ArrayList<Pixels>();
        for (int i = 0; i < count; i++) {
            fronts.add(fake.show(frame(person, i), 2 * i - 2, i));
        }
        return fronts;
    }

    private static Verdict verdict(TestFaces person, List<Pixels> fronts, Pixels turned, Side side) {
        return check.check(new Capture(side, fronts.stream().map(TestFaces::jpeg).toList(), List.of(TestFaces.jpeg(turned))),
                person.references());
    }

    private static Pixels frame(TestFaces person, int index) {
        return TestFaces.pixels(person.front(4, index));
    }

    private static Mesh mesh(Pixels picture) {
        return new Frame(check.nets(), picture).mesh();
    }
}
