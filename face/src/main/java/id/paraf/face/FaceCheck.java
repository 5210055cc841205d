package id.paraf.face;

import java.util.List;

/**
 * Decides what a capture proves. An operator who trusts other models implements this, or names other model files in
 * {@link FaceSettings}.
 */
public interface FaceCheck extends AutoCloseable {

    /**
     * Checks quality, liveness and the turn, and compares the face with the reference photos. With no references only the
     * comparison is left out: so are reference photos themselves taken.
     *
     * @param references earlier {@link CleanPhoto} files of the person
     */
    Verdict check(Capture capture, List<byte[]> references);

    /** Looks at one frame while the camera runs. Cheap, and never an attempt. */
    Hint hint(byte[] frame);

    /**
     * Compares the face on a photo of something, such as an identity card, with photos of a person. A hint for somebody who looks
     * at both: it proves nothing about who is there, and a check that cannot do it says so.
     *
     * @param photo a {@link PaperPhoto}
     * @param person {@link CleanPhoto} files of the person
     */
    default Likeness likeness(byte[] photo, List<byte[]> person) {
        return new Likeness.Unavailable("this check compares live faces alone");
    }

    @Override
    void close();
}
