/**
 * A PDF in, a verdict out: which signatures it carries, whether each still says what its signer signed, and whether the
 * signer's certificate can be trusted at the time that is proven for it. The words are those of ETSI EN 319 102-1; the
 * policy is stricter than that standard's where published attacks made it necessary, and every refusal has its own
 * {@link id.paraf.pades.verify.Reason}.
 *
 * <p>Facts come first (bytes, revisions, CMS, certificate paths), the verdict is computed from the reasons alone, so the
 * same file under the same policy, anchors, evidence and time always gives an equal report. Nothing here opens a
 * connection: what has to be fetched is the caller's {@link id.paraf.pades.verify.EvidenceSource}.
 *
 * <p>Doors: {@link id.paraf.pades.verify.VerifyPdf}, and {@link id.paraf.pades.verify.FindBreach} for whoever signs next. Owns no tables.
 */
@NullMarked
package id.paraf.pades.verify;

import org.jspecify.annotations.NullMarked;
