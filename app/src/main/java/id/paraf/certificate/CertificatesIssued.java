package id.paraf.certificate;

import java.util.List;

/** Published inside the transaction that stores signed certificates of signers, which keeps all of them or none. */
public record CertificatesIssued(List<CertificateIssued> each) {

    public CertificatesIssued {
        each = List.copyOf(each);
    }
}
