package id.paraf.pades.verify;

import java.util.Optional;

/**
 * A signature that does not hold any more, whoever made it.
 *
 * @param field   the fully qualified name of its form field
 * @param signer  whom its certificate names; empty where it names nobody
 * @param changed whether it is genuine over an earlier state of the file; otherwise it is broken in itself
 */
public record Breach(String field, Optional<String> signer, boolean changed) {
}
