package id.paraf.pki.tsp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.bouncycastle.cert.X509CertificateHolder;

import id.paraf.pki.CertificateBody;
import id.paraf.pki.Profile;
import id.paraf.pki.SubjectName;
import id.paraf.pki.TestAuthority;

/** A timestamp authority with a key of the JDK, which answers anything with any part of its answer replaced. */
public final class TestTimestamps {

    public static final String POLICY = "1.3.6.1.4.1.99999.7";

    private final TestAuthority authority = new TestAuthority();
    private final KeyPair key = TestAuthority.ec("secp256r1");
    public final X509CertificateHolder certificate;

    public TestTimestamps() {
        this(TestAuthority.TIMESTAMP, TestAuthority.NOW);
    }

    public TestTimestamps(Profile profile, Instant notBefore) {
        certificate = holder(TestAuthority.sign(new CertificateBody(profile, TestAuthority.serial(),
                authority.issuingName.toX500(), TestAuthority.info(authority.issuingKey),
                SubjectName.authority("ID", "Contoh", "Contoh TSA").toX500(), TestAuthority.info(key), notBefore,
                notBefore.plus(Duration.ofDays(80)), TestAuthority.LOCATIONS).toBeSigned(), authority.issuingKey));
    }

    public X509Certificate root() {
        return parse(authority.root);
    }

    public X509CertificateHolder issuing() {
        return holder(authority.issuing);
    }

    public byte[] answer(TimestampRequest.Query query, Instant time) {
        return answer(query.imprint(), query.nonce(), query.certReq() ? List.of(certificate, issuing()) : List.of(), time);
    }

    public byte[] answer(Imprint imprint, BigInteger nonce, List<X509CertificateHolder> along, Instant time) {
        byte[] info = new TimestampInfo(POLICY, imprint, TestAuthority.serial().value(), time, Duration.ofSeconds(1), nonce).der();
        var token = new TimestampToken(info, certificate);
        return TimestampToken.granted(token.signed(TestAuthority.signature(token.toBeSigned(), key), along));
    }

    static X509CertificateHolder holder(byte[] der) {
        try {
            return new X509CertificateHolder(der);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static X509Certificate parse(byte[] der) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new AssertionError(e);
        }
    }
}
