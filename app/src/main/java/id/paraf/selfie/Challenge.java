package id.paraf.selfie;

import java.time.Instant;

import id.paraf.face.Side;

/**
 * What the person is asked to do, chosen by the server when the frontal frames have been taken.
 *
 * @param nonce 256 bits in base64url; comes back once, with the frames
 * @param side where to turn the head
 * @param until when it stops counting
 */
public record Challenge(String nonce, Side side, Instant until) {
}
