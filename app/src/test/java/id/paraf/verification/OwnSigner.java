package id.paraf.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;

import org.bouncycastle.cert.X509CertificateHolder;
import org.springframework.stereotype.Component;

import id.paraf.certificate.Authorities;
import id.paraf.certificate.Certificate;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.SignOrder;
import id.paraf.keyroom.SignOutcome;
import id.paraf.pades.SamplePdfs;

/** Signs files with certificates of the operator's own authority, in the keyroom, as the product does. */
@Component
public class OwnSigner {

    private final Keyroom keyroom;
    private final Authorities authorities;

    OwnSigner(Keyroom keyroom, Authorities authorities) {
        this.keyroom = keyroom;
        this.authorities = authorities;
    }

    /** The file with one more signature, by a certificate of {@code TestCertificates}. */
    public byte[] sign(byte[] file, Certificate certificate) {
        try {
            var chain = List.of(new X509CertificateHolder(certificate.der()), authorities.issuing().certificate());
            return SamplePdfs.signed(file, chain, what -> {
                var order = new SignOrder(UUID.randomUUID(), certificate.key(), certificate.account(),
                        new SignOrder.DocumentDigest(what.digest()));
                return ((SignOutcome.Signed) keyroom.sign(order, Passphrase.of("Rahasia-Contoh-1"))).signature();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
