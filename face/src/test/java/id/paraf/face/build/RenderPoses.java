package id.paraf.face.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import id.paraf.face.Side;
import id.paraf.face.TestFaces;

/** Writes frames of every test person into one folder each, as {@code id.paraf.face.Measure} reads them: {@code RenderPoses folder}. */
public final class RenderPoses {

    private RenderPoses() {
    }

    /** Writes the folders. */
    public static void main(String[] args) throws IOException {
        for (TestFaces person : TestFaces.values()) {
            Path folder = Files.createDirectories(Path.of(args[0], person.name().toLowerCase(Locale.ROOT)));
            for (int take = 1; take <= 4; take++) {
                Files.write(folder.resolve("front-" + take + ".jpg"), person.front(4 * take, 0));
            }
            Files.write(folder.resolve("left.jpg"), person.turned(Side.LEFT, 4));
            Files.write(folder.resolve("right.jpg"), person.turned(Side.RIGHT, 4));
        }
    }
}
