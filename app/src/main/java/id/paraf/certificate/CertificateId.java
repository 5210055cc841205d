package id.paraf.certificate;

import java.util.UUID;

/** Names a row of the register. */
public record CertificateId(UUID value) {

    /** Reads an id as it stands in addresses. */
    public static CertificateId of(String text) {
        return new CertificateId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
