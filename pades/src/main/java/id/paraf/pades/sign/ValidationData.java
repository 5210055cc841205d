package id.paraf.pades.sign;

import java.io.IOException;
import java.util.List;

import org.bouncycastle.cert.X509CertificateHolder;

/**
 * What a verifier needs in later years, when nobody answers any more: goes into the document's DSS dictionary.
 *
 * @param certificates DER of certificates
 * @param ocsp         DER of OCSP responses (OCSPResponse, RFC 6960 §4.2.1)
 * @param crls         DER of CRLs
 */
public record ValidationData(List<byte[]> certificates, List<byte[]> ocsp, List<byte[]> crls) {

    public ValidationData {
        certificates = List.copyOf(certificates);
        ocsp = List.copyOf(ocsp);
        crls = List.copyOf(crls);
    }

    /** Gathers it, once the certificates are known. */
    public interface Source {

        /**
         * @param signers     the signature's certificates
         * @param authorities certificates inside the timestamp token; empty without one
         */
        ValidationData gather(List<X509CertificateHolder> signers, List<X509CertificateHolder> authorities) throws IOException;
    }
}
