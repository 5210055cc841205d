package id.paraf.pki.lint;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.x509.Time;

/** RFC 5280 §4.1.2.5: UTCTime through 2049 and GeneralizedTime from 2050, with seconds, in Zulu, without fractions. */
final class TimeForms implements Lint {

    @Override
    public String id() {
        return "LI-14";
    }

    @Override
    public List<String> check(Sample sample) {
        var findings = new Findings();
        check("notBefore", sample.notBefore(), findings);
        check("notAfter", sample.notAfter(), findings);
        return findings.list();
    }

    private static void check(String name, Time time, Findings findings) {
        boolean late = time.getDate().toInstant().atOffset(java.time.ZoneOffset.UTC).getYear() >= 2050;
        switch (time.toASN1Primitive()) {
            case ASN1UTCTime utc -> findings.require(!late, name + " from 2050 on is a UTCTime")
                    .require(raw(utc).matches("\\d{12}Z"), name + " has no seconds or is not in Zulu");
            case ASN1GeneralizedTime general -> findings.require(late, name + " before 2050 is a GeneralizedTime")
                    .require(raw(general).matches("\\d{14}Z"), name + " has fractions or is not in Zulu");
            default -> findings.require(false, name + " is no time");
        }
    }

    /** The characters as they stand there: tag and length take two bytes for anything this short. */
    private static String raw(org.bouncycastle.asn1.ASN1Primitive time) {
        try {
            byte[] encoded = time.getEncoded();
            return new String(encoded, 2, encoded.length - 2, StandardCharsets.US_ASCII);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
