package id.paraf.certificate;

import java.util.UUID;

import id.paraf.kernel.Origin;

/** Published inside the transaction that stores a signed certificate of a signer. */
public record CertificateIssued(UUID account, CertificateId certificate, String commonName, Origin origin) {
}
