package id.paraf.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.FloatBuffer;
import java.util.Random;

import org.junit.jupiter.api.Test;

class PixelsTest {

    /** Straight, tilted, magnified, thinned out, half or wholly beside the picture: always what the plain formula gives. */
    @Test
    void theFastStretchesInterpolateAsTheFormulaSays() {
        var random = new Random(5);
        for (int i = 0; i < 400; i++) {
            Pixels picture = noise(random, 1 + random.nextInt(40), 1 + random.nextInt(40));
            double scale = Math.exp(random.nextGaussian());
            double angle = random.nextInt(3) == 0 ? 0 : random.nextGaussian();
            var map = new Pixels.Map(scale * Math.cos(angle), -scale * Math.sin(angle), random.nextGaussian() * 30,
                    scale * Math.sin(angle), scale * Math.cos(angle), random.nextGaussian() * 30);
            var outside = random.nextBoolean() ? Pixels.Outside.BLACK : Pixels.Outside.NEAREST;
            Pixels sampled = picture.sample(23, 17, map, outside);
            for (int at = 0; at < sampled.rgb().length; at++) {
                double x = map.x(at % 23, at / 23);
                double y = map.y(at % 23, at / 23);
                for (int shift = 0; shift < 24; shift += 8) {
                    double away = (sampled.rgb()[at] >> shift & 255) - plain(picture, x, y, shift, outside);
                    if (Math.abs(away) > 2.1) {
                        fail("%s is %f away at %d", map, away, at);
                    }
                }
            }
        }
    }

    @Test
    void aNetReadsThePlanesInItsOwnOrder() {
        var picture = new Pixels(2, 1, new int[] {0x102030, 0x405060});
        var planes = FloatBuffer.allocate(6);
        picture.planes(planes, Pixels.Order.RGB, 0, 1);
        assertThat(planes.array()).containsExactly(0x10, 0x40, 0x20, 0x50, 0x30, 0x60);
        picture.planes(planes, Pixels.Order.BGR, 0x10, 2);
        assertThat(planes.array()).containsExactly(0x10, 0x28, 0x08, 0x20, 0, 0x18);
    }

    private static Pixels noise(Random random, int width, int height) {
        int[] rgb = new int[width * height];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = random.nextInt() & 0xffffff;
        }
        return new Pixels(width, height, rgb);
    }

    private static double plain(Pixels picture, double px, double py, int shift, Pixels.Outside outside) {
        if (outside == Pixels.Outside.BLACK
                && (px < -0.5 || py < -0.5 || px > picture.width() - 0.5 || py > picture.height() - 0.5)) {
            return 0;
        }
        double x = Math.clamp(px, 0, picture.width() - 1.0);
        double y = Math.clamp(py, 0, picture.height() - 1.0);
        double sum = 0;
        for (int dy = 0; dy < 2; dy++) {
            for (int dx = 0; dx < 2; dx++) {
                int u = Math.min((int) x + dx, picture.width() - 1);
                int v = Math.min((int) y + dy, picture.height() - 1);
                double wx = dx == 0 ? 1 - (x - (int) x) : x - (int) x;
                double wy = dy == 0 ? 1 - (y - (int) y) : y - (int) y;
                sum += wx * wy * (picture.rgb()[v * picture.width() + u] >> shift & 255);
            }
        }
        return sum;
    }
}
