package id.paraf.keyroom;

import java.util.UUID;

/**
 * A key that was just made.
 *
 * @param id how to name it in orders
 * @param algorithm its kind
 * @param publicKey SubjectPublicKeyInfo in DER
 */
public record NewKey(UUID id, KeyAlgorithm algorithm, byte[] publicKey) {
}
