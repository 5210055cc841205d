/**
 * Applications of an institution that have documents signed for their users: their credentials, the signers that they may name,
 * and the files that they fetch once.
 *
 * <p>Doors: {@link id.paraf.esign.AdmitClient}, {@link id.paraf.esign.LookAfterClient}, {@link id.paraf.esign.FindSigner},
 * {@link id.paraf.esign.SignForClient}, {@link id.paraf.esign.SignedFiles}, {@link id.paraf.esign.EsignSettings}. Tables:
 * {@code esign_client}, {@code esign_file}.
 */
@NullMarked
package id.paraf.esign;

import org.jspecify.annotations.NullMarked;
