package id.paraf.pades.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;

/** How a report writes who a certificate is about. */
class CertificatesTest {

    @Test
    void whatStandsInCertificatesOfPeopleIsWrittenWithItsName() {
        var identity = Hierarchy.identity("Siti,SERIALNUMBER=PNOID-9\\,1,T=Analis,E=siti@contoh.example", Hierarchy.ec("secp256r1"),
                Hierarchy.AUTHORITY, Hierarchy.Kind.SIGNER, "2025-01-01", "2027-01-01");
        var signer = Certificates.signer(identity.certificate(), Optional.empty());
        assertThat(signer.name()).isEqualTo("Siti");
        // RFC 4514 §2.1: the last first.
        assertThat(signer.subject()).isEqualTo(
                "C=ID,O=Paraf Uji,EMAILADDRESS=siti@contoh.example,TITLE=Analis,SERIALNUMBER=PNOID-9\\,1,CN=Siti");
    }

    /** RFC 4514 §2.4: nobody can be made to read a number as something else. */
    @Test
    void whatHasNoNameKeepsItsNumber() {
        var identity = Hierarchy.identity("Siti,1.3.6.1.4.1.99999.1=x", Hierarchy.ec("secp256r1"), Hierarchy.AUTHORITY,
                Hierarchy.Kind.SIGNER, "2025-01-01", "2027-01-01");
        assertThat(Certificates.signer(identity.certificate(), Optional.empty()).subject()).contains("1.3.6.1.4.1.99999.1=#");
    }
}
