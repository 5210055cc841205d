package id.paraf.enrolment;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the operator may choose about the work of officers.
 *
 * @param sla how long an application may wait for an officer before the console marks it; nights and holidays count
 * @param fourEyes whether an approval needs a second officer, who is neither the applicant nor the first (RA-01)
 * @param institutionVerifies whether nothing is approved before a verifikator of the institution confirmed who it is; an institution without a
 *     verifikator is not held up
 */
@ConfigurationProperties("paraf.officer")
record OfficerSettings(@DefaultValue("24h") Duration sla, @DefaultValue("false") boolean fourEyes,
        @DefaultValue("false") boolean institutionVerifies) {

    OfficerSettings {
        if (sla.isNegative() || sla.isZero()) {
            throw new IllegalArgumentException("paraf.officer.sla is the time in which officers decide, for instance 24h");
        }
    }
}
