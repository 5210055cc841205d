package id.paraf.face;

/** Turns a picture upright that was taken with a camera held otherwise. */
final class Turned {

    private Turned() {
    }

    /** @param orientation how the camera was held, Exif 2.32, tag 0x0112: where the picture's first row and column are seen */
    static Pixels upright(Pixels picture, int orientation) {
        if (orientation == ExifOrientation.UPRIGHT) {
            return picture;
        }
        boolean aside = orientation >= 5;
        int width = aside ? picture.height() : picture.width();
        int height = aside ? picture.width() : picture.height();
        int right = picture.width() - 1;
        int bottom = picture.height() - 1;
        int[] from = picture.rgb();
        int[] rgb = new int[from.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int source = switch (orientation) {
                    case 2 -> at(picture, right - x, y);
                    case 3 -> at(picture, right - x, bottom - y);
                    case 4 -> at(picture, x, bottom - y);
                    case 5 -> at(picture, y, x);
                    case 6 -> at(picture, y, bottom - x);
                    case 7 -> at(picture, right - y, bottom - x);
                    default -> at(picture, right - y, x);
                };
                rgb[y * width + x] = from[source];
            }
        }
        return new Pixels(width, height, rgb);
    }

    private static int at(Pixels picture, int x, int y) {
        return y * picture.width() + x;
    }
}
