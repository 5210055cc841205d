package id.paraf.signing;

import java.util.UUID;

import org.springframework.stereotype.Component;

import id.paraf.kernel.Randomness;
import id.paraf.kernel.RootSecret;
import id.paraf.kernel.Sealing;

/**
 * Seals documents under a key of their own. Whose it is and whether it is signed are authenticated with it: what is
 * moved to another row, or put back to what it was before, does not open.
 */
@Component
final class DocumentSafe {

    private final Sealing sealing;

    DocumentSafe(RootSecret root, Randomness randomness) {
        this.sealing = new Sealing(root.derive("signing/document", "AES"), randomness);
    }

    byte[] seal(UUID id, UUID account, boolean signed, byte[] pdf) {
        return sealing.seal(place(id, account, signed), pdf);
    }

    /** @throws IllegalStateException if the row was altered, which is no state that anybody can cause from outside */
    byte[] open(UUID id, UUID account, boolean signed, byte[] sealed) {
        return sealing.open(place(id, account, signed), sealed)
                .orElseThrow(() -> new IllegalStateException("Document " + id + " does not open: its row was altered"));
    }

    private static String place(UUID id, UUID account, boolean signed) {
        return "document:" + id + ":" + account + (signed ? ":signed" : ":uploaded");
    }
}
