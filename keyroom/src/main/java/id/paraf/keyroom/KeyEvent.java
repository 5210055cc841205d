package id.paraf.keyroom;

import java.math.BigInteger;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** Something that happened to a key, committed with it. What it says is fit for the public, except for ids. */
public sealed interface KeyEvent {

    /** Rises with time; each event once. */
    long id();

    UUID key();

    Instant at();

    /** What happens to a signer's key. */
    enum Act {
        /** Made and sealed under its first passphrase. */
        MADE,
        /** A new passphrase by who knew the old one. */
        PASSPHRASE_CHANGED,
        /** A new passphrase by a reset. */
        PASSPHRASE_RESET,
        /** A reset made another key that waits to take this one's place. */
        RENEWAL_ORDERED,
        /** Took the place of another key. */
        ACTIVATED,
        /** May not be used. */
        FROZEN,
        /** May be used again. */
        UNFROZEN,
        /** May not be used as long as its certificate is suspended. */
        SUSPENDED,
        /** Its certificate counts again. */
        RESUMED,
        /** Its private key is gone for good. */
        DESTROYED
    }

    /** What happens to an authority's key. */
    enum AuthorityAct {
        MADE,
        /** Is about to sign a certificate. */
        SIGNS_CERTIFICATE,
        /** Is about to sign a list of revoked certificates. */
        SIGNS_LIST
    }

    /** What happens to a seal's key. */
    enum SealAct {
        MADE,
        /** Its private key is gone for good. */
        DESTROYED
    }

    /**
     * @param commitment names the key to who has its {@link KeyOpening} and to nobody else
     * @param order the order that was carried out, or null
     */
    record OfSigner(long id, UUID key, Act act, byte[] commitment, @Nullable UUID order, Instant at) implements KeyEvent {
    }

    /**
     * @param keySha256 SHA-256 of the public key
     * @param message SHA-256 of what is about to be signed, or null
     * @param serial serial number of the certificate that is about to be signed, or null
     */
    record OfAuthority(long id, UUID key, AuthorityUse use, AuthorityAct act, byte[] keySha256, byte @Nullable [] message,
            @Nullable BigInteger serial, Instant at) implements KeyEvent {
    }

    /** @param keySha256 SHA-256 of the public key, as the institution's certificate has it */
    record OfSeal(long id, UUID key, SealAct act, byte[] keySha256, Instant at) implements KeyEvent {
    }
}
