/** Pages of the applicant: "Permohonan Baru" step by step, and "Status Permohonan". */
@NullMarked
package id.paraf.web.enrolment;

import org.jspecify.annotations.NullMarked;
