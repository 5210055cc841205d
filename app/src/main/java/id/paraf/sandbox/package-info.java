/**
 * Signers who do not exist, for applications that are being written: one in every standing, with certificates of an authority that
 * nothing but a sandbox believes. Keys and certificates are made of the root secret alone, so there is nothing to keep.
 *
 * <p>Doors: {@link id.paraf.sandbox.TestSigners}, {@link id.paraf.sandbox.SandboxAuthority}. Owns no tables.
 */
@NullMarked
package id.paraf.sandbox;

import org.jspecify.annotations.NullMarked;
