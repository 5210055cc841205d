/**
 * Signs documents of signers: takes PDFs in, keeps them sealed for a while, has them signed in the keyroom one by one under
 * one passphrase, and hands them out. Their owners can have others sign them, one after the other.
 *
 * <p>Doors: {@link id.paraf.signing.UploadDocument}, {@link id.paraf.signing.Documents}, {@link id.paraf.signing.SignDocuments},
 * {@link id.paraf.signing.DeleteDocument}, {@link id.paraf.signing.SigningSettings}; {@link id.paraf.signing.AskOthers},
 * {@link id.paraf.signing.FindSigner}, {@link id.paraf.signing.Rounds}, {@link id.paraf.signing.ChangeTurn},
 * {@link id.paraf.signing.RemindSigners} and {@link id.paraf.signing.EndRound} for rounds of several signers; {@link id.paraf.signing.SignFile} and
 * {@link id.paraf.signing.QrCode} for files that are kept nowhere; {@link id.paraf.signing.SignatureLevels} is
 * for whoever can prove the time of a signature. Tables: {@code signing_document}, {@code signing_round},
 * {@code signing_turn}.
 */
@NullMarked
package id.paraf.signing;

import org.jspecify.annotations.NullMarked;
