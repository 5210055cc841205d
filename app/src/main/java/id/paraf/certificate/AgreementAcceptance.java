package id.paraf.certificate;

import java.time.Instant;

/**
 * That somebody agreed to a text.
 *
 * @param version of the agreement
 * @param language in which it was shown
 * @param sha256 of the exact text that was shown, lower-case hexadecimal
 * @param at when
 */
public record AgreementAcceptance(String version, String language, String sha256, Instant at) {
}
