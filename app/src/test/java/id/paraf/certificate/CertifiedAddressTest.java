package id.paraf.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.testing.ParafTest;

@ParafTest
class CertifiedAddressTest {

    @Autowired
    CertifiedAddress address;
    @Autowired
    TestCertificates certificates;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    AuthoritySettings settings;
    @Autowired
    Authorities authorities;
    @Autowired
    Repository repository;

    @Test
    void aNodeWithAnotherOriginWouldNameAnotherAddressThanTheCertificatesThatAreThere() {
        certificates.issue();
        assertThat(address.moved()).isEmpty();
        var other = new CertifiedAddress(jdbc, new Repository(settings, URI.create("https://lain.contoh.example")), authorities);
        assertThat(other.moved()).contains(new CertifiedAddress.Moved(repository.ocsp().replace("/ocsp", ""),
                "http://lain.contoh.example"));
    }
}
