package id.paraf.selfie;

import java.time.Instant;

import id.paraf.kernel.SecretText;

/**
 * A capture link that was just made. The token exists here and in the message alone; the database has its hash.
 *
 * @param token 256 bits in base64url, the last part of the link's path {@code /r/{token}}
 * @param matchNumber the two digits that the asking screen shows and the claiming one must type
 */
public record IssuedLink(SecretText token, int matchNumber, Instant expiresAt) {

    /** The link's path on this site. */
    public SecretText path() {
        return SecretText.of("/r/" + token.reveal());
    }
}
