/**
 * Signs documents of signers: takes PDFs in, keeps them sealed for a while, has them signed in the keyroom one by one under
 * one passphrase, and hands them out.
 *
 * <p>Doors: {@link id.paraf.signing.UploadDocument}, {@link id.paraf.signing.Documents}, {@link id.paraf.signing.SignDocuments},
 * {@link id.paraf.signing.DeleteDocument}, {@link id.paraf.signing.SigningSettings}; {@link id.paraf.signing.SignFile} and
 * {@link id.paraf.signing.QrCode} for files that are kept nowhere; {@link id.paraf.signing.SignatureLevels} is
 * for whoever can prove the time of a signature. Tables: {@code signing_document}.
 */
@NullMarked
package id.paraf.signing;

import org.jspecify.annotations.NullMarked;
