package id.paraf.keyroom;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What may be known about a seal's key without using it.
 *
 * @param application whose it is to use
 * @param publicKey SubjectPublicKeyInfo in DER
 * @param perDay how many signatures a day it makes
 * @param usedToday how many it made today, or holds ready to be made
 * @param used how many it made ever
 * @param activeUntil when its activation is over; null if it has none
 * @param locked whether too many wrong codes came in a row
 * @param destroyed whether its private key is gone for good
 */
public record SealKeyState(UUID id, UUID application, KeyAlgorithm algorithm, byte[] publicKey, int perDay, int usedToday,
        long used, @Nullable Instant activeUntil, boolean locked, boolean destroyed) {
}
