package id.paraf.face;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A photo made anew from its pixels: a JPEG without EXIF, GPS, comments or anything that was hidden in the upload.
 *
 * @param jpeg the file
 * @param width pixels
 * @param height pixels
 */
public record CleanPhoto(byte[] jpeg, int width, int height) {

    /** SHA-256 of the file. */
    public byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(jpeg);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    @Override
    public String toString() {
        return "CleanPhoto[" + width + "x" + height + "]";
    }
}
