package id.paraf.sandbox;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import id.paraf.certificate.Certificate;
import id.paraf.enrolment.Standing;

/**
 * A signer who does not exist.
 *
 * @param standing    where the signer stands, whatever happens
 * @param account     names no account, and is the same everywhere
 * @param nik         16 digits in which no national number begins
 * @param email       an address that cannot exist (RFC 6761 §6.4)
 * @param certificate the newest one; null where the standing has none
 */
public record TestSigner(Standing standing, UUID account, String nik, String email, @Nullable Certificate certificate) {
}
