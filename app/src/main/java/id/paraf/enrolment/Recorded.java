package id.paraf.enrolment;

/**
 * What is recorded about a person who has a certificate.
 *
 * @param identity as the last application said it that led to something; without NIK, NIP and position for who was certified without one
 * @param unit where the person works
 */
public record Recorded(Identity identity, String unit) {
}
