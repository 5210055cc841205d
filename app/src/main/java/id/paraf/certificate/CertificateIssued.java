package id.paraf.certificate;

import java.util.UUID;

import id.paraf.kernel.Origin;

/** A signer's certificate that was signed and is stored; told of in {@link CertificatesIssued}. */
public record CertificateIssued(UUID account, CertificateId certificate, String commonName, Origin origin) {
}
