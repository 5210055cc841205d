/**
 * What a PDF proves: who signed it, when, and whether it still says what was signed. Judged by the library alone, against
 * the authorities that the operator trusts, without a network, an account or a key; nothing of a file is kept.
 *
 * <p>Doors: {@link id.paraf.verification.VerifyFile}, {@link id.paraf.verification.ReportJson},
 * {@link id.paraf.verification.ReportXml}, {@link id.paraf.verification.TrustList},
 * {@link id.paraf.verification.VerificationSettings}; {@link id.paraf.verification.OwnAuthority} and
 * {@link id.paraf.verification.Sandbox} are wired at the edge. Owns no tables.
 */
@NullMarked
package id.paraf.verification;

import org.jspecify.annotations.NullMarked;
