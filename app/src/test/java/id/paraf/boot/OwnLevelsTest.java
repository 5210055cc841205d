package id.paraf.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Date;
import java.util.List;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import id.paraf.certificate.Authorities;
import id.paraf.certificate.Register;
import id.paraf.certificate.TestCertificates;
import id.paraf.pades.sign.Level;
import id.paraf.pades.sign.ValidationData;
import id.paraf.signing.SignatureLevels;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;

/** A signature carries what proves its certificates, or it is not made: never B-LT by name alone. */
@ParafTest
class OwnLevelsTest {

    @Autowired
    OwnLevels levels;
    @Autowired
    Authorities authorities;
    @Autowired
    TestCertificates certificates;
    @Autowired
    Register register;
    @Autowired
    MutableClock clock;

    private ValidationData gathered(X509CertificateHolder certificate) throws IOException {
        return ((Level.LongTerm) levels.next(null)).material().gather(List.of(certificate), List.of());
    }

    /** Under the name of our authority, with a number that it never gave: OCSP says nothing of it. */
    private X509CertificateHolder unknownToOcsp(Extension list) throws Exception {
        var keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
        var builder = new JcaX509v3CertificateBuilder(authorities.issuing().subject(), BigInteger.valueOf(4711),
                Date.from(clock.instant()), Date.from(clock.instant().plus(Duration.ofDays(1))), new X500Name("CN=Tidak dikenal"),
                keys.getPublic());
        if (list != null) {
            builder.addExtension(list);
        }
        return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
    }

    @Test
    void whereOcspSaysNothingTheListIsCarried() throws Exception {
        var known = new X509CertificateHolder(register.chain(certificates.issue()).getFirst());
        var gathered = gathered(unknownToOcsp(known.getExtension(Extension.cRLDistributionPoints)));
        assertThat(gathered.crls()).extracting(der -> new X509CRLHolder(der).getIssuer())
                .contains(authorities.issuing().subject());
    }

    @Test
    void whereNothingIsKnownNothingIsSigned() throws Exception {
        var unknown = unknownToOcsp(null);
        assertThatThrownBy(() -> gathered(unknown)).isInstanceOf(SignatureLevels.Silent.class)
                .hasMessageContaining("nothing is known");
    }
}
