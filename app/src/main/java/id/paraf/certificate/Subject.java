package id.paraf.certificate;

import org.jspecify.annotations.Nullable;

/**
 * The person a certificate names.
 *
 * @param fullName as in the identity document
 * @param organization the institution, or null
 * @param unit the unit of it, or null
 */
public record Subject(String fullName, @Nullable String organization, @Nullable String unit) {
}
