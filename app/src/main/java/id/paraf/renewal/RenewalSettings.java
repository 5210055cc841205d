package id.paraf.renewal;

import java.time.Period;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the operator may choose about renewals.
 *
 * @param evidenceAge how old the evidence of who an owner is may be, for instance {@code 2y}; older asks for a new application
 */
@ConfigurationProperties("paraf.renewal")
record RenewalSettings(@DefaultValue("2y") Period evidenceAge) {

    RenewalSettings {
        if (evidenceAge.isNegative() || evidenceAge.isZero()) {
            throw new IllegalArgumentException("paraf.renewal.evidence-age is how old evidence may be, for instance 2y");
        }
    }
}
