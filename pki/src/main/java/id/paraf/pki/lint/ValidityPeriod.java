package id.paraf.pki.lint;

import java.time.Duration;
import java.util.List;

/** SMBR 6.3.2: within the issuer's validity and the profile's longest, both ends included (RFC 5280 §4.1.2.5). */
final class ValidityPeriod implements Lint {

    @Override
    public String id() {
        return "CA-06";
    }

    @Override
    public List<String> check(Sample sample) {
        var from = sample.notBefore().getDate().toInstant();
        var until = sample.notAfter().getDate().toInstant();
        var parent = sample.parentOrSelf();
        return new Findings().require(from.isBefore(until), "it ends before it begins")
                .require(Duration.between(from, until).plusSeconds(1).compareTo(sample.profile().longest()) <= 0,
                        "it lasts longer than profile " + sample.profile().name() + " allows")
                .require(!until.isAfter(parent.notAfter().getDate().toInstant()), "it outlasts its issuer")
                .require(!from.isBefore(parent.notBefore().getDate().toInstant()), "it begins before its issuer").list();
    }
}
