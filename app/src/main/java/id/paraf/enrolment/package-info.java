/**
 * From an application to a certificate, or to other data about who has one: the applicant's steps, the officer's decision, the order
 * to issue; and the cases in which an officer looks at a person instead of the camera, or after a certificate of the own institution.
 *
 * <p>Doors: {@link id.paraf.enrolment.Apply}, {@link id.paraf.enrolment.Applications}, {@link id.paraf.enrolment.Decide},
 * {@link id.paraf.enrolment.OfficerDesk},
 * {@link id.paraf.enrolment.OfficerQueue}, {@link id.paraf.enrolment.Examine}, {@link id.paraf.enrolment.DecideMany},
 * {@link id.paraf.enrolment.LookAfterCertificate}, {@link id.paraf.enrolment.FindPerson}, {@link id.paraf.enrolment.HandIn},
 * {@link id.paraf.enrolment.Inquire}, {@link id.paraf.enrolment.FindStanding}, {@link id.paraf.enrolment.Vouch},
 * {@link id.paraf.enrolment.Correct}, {@link id.paraf.enrolment.Corrected}. Tables:
 * {@code enrolment_application}, {@code enrolment_return}, {@code enrolment_vouch}, {@code enrolment_bulk},
 * {@code enrolment_bulk_row}, {@code enrolment_finding}, {@code enrolment_correction}.
 */
@NullMarked
package id.paraf.enrolment;

import org.jspecify.annotations.NullMarked;
