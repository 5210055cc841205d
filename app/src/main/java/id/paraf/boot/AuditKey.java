package id.paraf.boot;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.springframework.stereotype.Component;

import id.paraf.audit.HeadSigner;
import id.paraf.keyroom.AuthorityUse;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.NewKey;

/** The key that signs heads of the audit trail and nothing else; made when it is first needed. */
@Component
class AuditKey implements HeadSigner {

    /** The same on every node: whoever comes first makes the key, the others find it. */
    private static final UUID ID = UUID.nameUUIDFromBytes("paraf audit key g1".getBytes(StandardCharsets.US_ASCII));

    private final Keyroom keyroom;

    AuditKey(Keyroom keyroom) {
        this.keyroom = keyroom;
    }

    @Override
    public Signed sign(byte[] head) {
        byte[] publicKey = key().publicKey();
        return new Signed(publicKey, keyroom.signAuditHead(ID, head).orThrow());
    }

    private NewKey key() {
        return keyroom.authorityKey(ID).orElseGet(() -> {
            try {
                return keyroom.createAuthorityKey(ID, AuthorityUse.AUDIT, KeyAlgorithm.P256);
            } catch (RuntimeException raced) {
                return keyroom.authorityKey(ID).orElseThrow(() -> raced);
            }
        });
    }
}
