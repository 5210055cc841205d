package id.paraf.pki.lint;

import java.util.List;

import id.paraf.pki.SignatureAlgorithm;

/** RFC 5280 §4.1.2.4: the issuer's name is, byte for byte, the subject's name in the issuer's certificate. */
final class IssuerLink implements Lint {

    @Override
    public String id() {
        return "CA-03";
    }

    @Override
    public List<String> check(Sample sample) {
        var parent = sample.parentOrSelf();
        try {
            return new Findings()
                    .require(java.util.Arrays.equals(sample.issuer().getEncoded("DER"), parent.subject().getEncoded("DER")),
                            "the issuer's name is not the subject of its certificate")
                    .require(sample.innerAlgorithm().equals(SignatureAlgorithm.of(parent.key()).identifier()),
                            "the algorithm is not the one of the issuer's key")
                    .list();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
