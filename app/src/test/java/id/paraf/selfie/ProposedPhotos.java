package id.paraf.selfie;

import java.util.List;
import java.util.UUID;

import id.paraf.kernel.Origin;

/** Puts reference photos where a passed capture puts them, for tests of what comes after it. */
public final class ProposedPhotos {

    private ProposedPhotos() {
    }

    public static void propose(ReferencePhotos photos, UUID account, UUID application) {
        byte[] jpeg = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xd9};
        propose(photos, account, application, List.of(jpeg, jpeg, jpeg));
    }

    public static void propose(ReferencePhotos photos, UUID account, UUID application, List<byte[]> jpegs) {
        photos.propose(account, application, jpegs, new Origin("192.0.2.7", "test"));
    }
}
