/**
 * The authority: its own certificates, issuing to signers, the register of everything issued, revocation and its lists, and
 * its texts: the agreement with the owners of certificates, and the practice statement.
 *
 * <p>Doors: {@link id.paraf.certificate.Register}, {@link id.paraf.certificate.IssueCertificate},
 * {@link id.paraf.certificate.IssueRenewal}, {@link id.paraf.certificate.SupersedeCertificate}, {@link id.paraf.certificate.RevokeCertificate},
 * {@link id.paraf.certificate.SuspendCertificate}, {@link id.paraf.certificate.ResumeCertificate},
 * {@link id.paraf.certificate.RevocationLists}, {@link id.paraf.certificate.Authorities},
 * {@link id.paraf.certificate.StatusFeed}, {@link id.paraf.certificate.CertifyRequest}, {@link id.paraf.certificate.Responders},
 * {@link id.paraf.certificate.TimestampCertificates}, {@link id.paraf.certificate.Agreements},
 * {@link id.paraf.certificate.PracticeStatements}.
 * Tables: {@code certificate}, {@code certificate_profile}, {@code certificate_suspension}, {@code certificate_authority},
 * {@code certificate_revocation_list}, {@code practice_statement}.
 */
@NullMarked
package id.paraf.certificate;

import org.jspecify.annotations.NullMarked;
