package id.paraf.web.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;

import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.TestPeople;
import id.paraf.certificate.AgreementAcceptance;
import id.paraf.certificate.Agreements;
import id.paraf.certificate.Authorities;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.CertificateStatus;
import id.paraf.certificate.IssueCertificate;
import id.paraf.certificate.IssueOrder;
import id.paraf.certificate.IssueOutcome;
import id.paraf.certificate.PracticeStatements;
import id.paraf.certificate.Register;
import id.paraf.certificate.RevocationLists;
import id.paraf.certificate.Subject;
import id.paraf.certificate.TestCertificates;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.ResetPolicy;
import id.paraf.pki.KeyIdentifiers;
import id.paraf.pki.RevocationReason;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;
import id.paraf.web.Dates;

@ParafTest
class CertificatePagesTest {

    @LocalServerPort
    int port;
    @Autowired
    TestPeople people;
    @Autowired
    IssueCertificate issue;
    @Autowired
    TestCertificates certificates;
    @Autowired
    Register register;
    @Autowired
    RevocationLists lists;
    @Autowired
    Agreements agreements;
    @Autowired
    PracticeStatements statements;
    @Autowired
    Authorities authorities;
    @Autowired
    Keyroom keyroom;
    @Autowired
    MutableClock clock;
    @Autowired
    JdbcClient jdbc;

    private Certificate certificate(UUID account) {
        UUID key = keyroom.createSignerKey(account, KeyAlgorithm.P256, ResetPolicy.KEEP, Passphrase.of("Rahasia-Contoh-1")).id();
        var agreement = agreements.current("id");
        var accepted = new AgreementAcceptance(agreement.version(), agreement.language(), agreement.sha256(), clock.instant());
        return ((IssueOutcome.Issued) issue
                .issue(new IssueOrder(account, new Subject("Sri Contoh Wulandari", "Kantor Uji", "Unit 1"), key,
                        accepted, "application:test", null, new Origin("192.0.2.7", "test"))))
                .certificate();
    }

    private static String location(java.net.http.HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("").replaceFirst("^https?://[^/]+", "");
    }

    @Test
    void theListHasOneNameEverywhere() {
        var person = people.signer(port);
        var certificate = certificate(person.id);
        for (var name : Map.of("id", "Daftar Sertifikat Elektronik", "en", "Electronic Certificates").entrySet()) {
            var browser = people.browser(person, port);
            browser.cookies().put("lang", name.getKey());
            String list = browser.get("/certificates").body().replaceAll("\\s+", " ");
            assertThat(list).contains("<title>" + name.getValue() + " · ").contains("<h1>" + name.getValue() + "</h1>")
                    .containsPattern("href=\"/certificates\"[^>]*>.{0,900}?<span>" + name.getValue());
            String crumbs = crumbs(list);
            assertThat(crumbs).isEqualTo((name.getKey().equals("id") ? "Beranda" : "Home") + " | " + name.getValue());
            assertThat(crumbs(browser.get("/certificates/" + certificate.id() + "/download").body())).startsWith(crumbs + " | ")
                    .matches("[^|]+\\|[^|]+\\|[^|]+");
        }
    }

    private static String crumbs(String page) {
        return java.util.regex.Pattern.compile("<li[^>]*>(?:<a[^>]*>)?([^<]*)")
                .matcher(page.replaceAll("(?s).*<nav class=\"crumbs\"(.*?)</nav>.*", "$1")).results()
                .map(item -> item.group(1).strip()).collect(java.util.stream.Collectors.joining(" | "));
    }

    @Test
    @Proves("RP-33")
    void listInfoAndDownloadAreTheOwnersAlone() {
        var person = people.signer(port);
        var certificate = certificate(person.id);
        var browser = people.browser(person, port);
        String path = "/certificates/" + certificate.id();
        String list = browser.get("/certificates").body();
        assertThat(list).contains("Common Name", "Metode Enroll", "Jenis Sertifikat Elektronik", "Valid Sampai", "Status",
                "Catatan", "Aksi",
                "Sri Contoh Wulandari", "hari lagi");
        String info = browser.get(path).body();
        assertThat(info).contains("Sidik jari SHA-256").contains("Rantai kepercayaan")
                .contains("kunci dan sertifikat ini tetap sama")
                .contains(path + "/try")
                .containsPattern("<code>([0-9A-F]{2}:<wbr>){31}[0-9A-F]{2}</code>");
        assertThat(browser.get(path + "/download").body()).contains("chain.p7b");
        for (String file : java.util.List.of("leaf.pem", "leaf.der", "chain.pem", "chain.p7b")) {
            var answer = browser.get(path + "/download/" + file);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment")
                    .contains("sri-contoh");
        }
        assertThat(browser.get(path + "/download/chain.pem").body().split("BEGIN CERTIFICATE")).hasSize(4);
        assertThat(browser.get(path + "/download/key.pem").statusCode()).isEqualTo(404);
        assertThat(browser.get("/certificates").body()).contains("Telah di unduh @ ");
        assertThat(people.events(person, "certificate.downloaded")).isEqualTo(5);

        var stranger = people.browser(people.signer(port), port);
        for (String sub : java.util.List.of("", "/download", "/download/leaf.pem", "/revoke", "/revoke/consequences?reason=LEAKED",
                "/revoke/done")) {
            assertThat(stranger.get(path + sub).statusCode()).as(sub).isEqualTo(404);
        }
        assertThat(stranger.get("/certificates/kein-id").statusCode()).isEqualTo(404);
        assertThat(new HttpBrowser(port).get("/certificates").statusCode()).isEqualTo(303);
    }

    @Test
    @Proves({"SE-06", "RA-05"})
    void ownRevocationNeedsAReasonAndAFreshCode() {
        var person = people.signer(port);
        var certificate = certificate(person.id);
        var browser = people.browser(person, port);
        String path = "/certificates/" + certificate.id() + "/revoke";
        browser.get(path);
        assertThat(browser.post(path).statusCode()).isEqualTo(422);
        assertThat(location(browser.post(path, "reason", "LEAKED"))).isEqualTo(path + "/consequences?reason=LEAKED");
        assertThat(browser.get(path + "/consequences?reason=LEAKED").body()).contains("tidak dapat dibatalkan")
                .contains("dimusnahkan");
        clock.advance(Duration.ofMinutes(6));
        assertThat(location(browser.get(path + "/confirm?reason=LEAKED"))).startsWith("/step-up?next=");
        browser.get("/certificates");
        assertThat(location(browser.post(path + "/confirm", "reason", "LEAKED"))).startsWith("/step-up?next=");
        assertThat(register.find(certificate.id()).orElseThrow().status()).isEqualTo(CertificateStatus.ISSUED);

        browser.get("/step-up?next=" + path + "/confirm?reason=LEAKED");
        browser.post("/step-up", "code", person.code(), "next", path + "/confirm?reason=LEAKED");
        assertThat(browser.get(path + "/confirm?reason=LEAKED").statusCode()).isEqualTo(200);
        assertThat(location(browser.post(path + "/confirm", "reason", "LEAKED"))).isEqualTo(path + "/done");
        assertThat(browser.get(path + "/done").body()).contains("Sertifikat sudah dicabut");
        var revoked = register.find(certificate.id()).orElseThrow();
        assertThat(revoked.status()).isEqualTo(CertificateStatus.REVOKED);
        assertThat(revoked.reason()).isEqualTo(RevocationReason.KEY_COMPROMISE);
        assertThat(people.events(person, "certificate.revoked")).isEqualTo(1);
        assertThat(browser.get(path).statusCode()).isEqualTo(409);
        assertThat(browser.get("/certificates").body()).contains("Revoked").doesNotContain(path);
    }

    @Test
    @Proves({"CR-05"})
    void whatCertificatesPointToIsThereForEveryone() {
        var open = new HttpBrowser(port);
        var list = open.get("/crl/issuing-g1.crl");
        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(list.headers().firstValue("Content-Type")).contains("application/pkix-crl");
        String etag = list.headers().firstValue("ETag").orElseThrow();
        assertThat(
                open.send(HttpRequest.newBuilder(open.resolve("/crl/issuing-g1.crl")).header("If-None-Match", etag)).statusCode())
                .isEqualTo(304);
        assertThat(open.get("/crl/root-g1.crl").statusCode()).isEqualTo(200);
        assertThat(open.get("/ca/root-g1.crt").headers().firstValue("Content-Type")).contains("application/pkix-cert");
        assertThat(open.get("/ca/issuing-g1.crt").statusCode()).isEqualTo(200);
        assertThat(open.get("/crl/lain.crl").statusCode()).isEqualTo(404);
        assertThat(open.get("/ca/lain.crt").statusCode()).isEqualTo(404);
        assertThat(open.get("/agreement").body()).contains(agreements.current("id").sha256());
        assertThat(open.get("/agreement/2026-11/en").body()).contains("AGREEMENT WITH OWNERS");
        assertThat(open.get("/agreement/1999-01/en").statusCode()).isEqualTo(404);
    }

    @Test
    void theRepositoryNamesEverythingThatCertificatesPointTo() {
        var open = new HttpBrowser(port);
        String page = open.get("/repository").body();
        var addresses = java.util.regex.Pattern.compile("href=\"(/(?:ca|crl|log|agreement|cps)/[^\"]+)\"").matcher(page).results()
                .map(link -> link.group(1)).toList();
        assertThat(addresses).contains("/ca/root-g1.crt", "/ca/issuing-g1.crt", "/crl/root-g1.crl", "/crl/root-g1-delta.crl",
                "/crl/issuing-g1.crl", "/crl/issuing-g1-delta.crl");
        for (String address : addresses) {
            assertThat(open.get(address).statusCode()).as(address).isEqualTo(200);
        }
        assertThat(page).contains(agreements.current("id").sha256(), agreements.current("en").sha256(),
                statements.current("id").sha256(), statements.current("en").sha256(),
                CertificateView.pairs(KeyIdentifiers.sha256(authorities.root().der())),
                "Nomor " + lists.current("issuing-g1").orElseThrow().number());
        for (String name : java.util.List.of("root-g1", "issuing-g1", "root-g1-delta", "issuing-g1-delta")) {
            var list = lists.current(name).orElseThrow();
            assertThat(page.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ")).as(name)
                    .contains("/crl/" + name + ".crl Nomor " + list.number() + ", dibuat " + full(list.thisUpdate())
                            + ", yang berikutnya paling lambat " + full(list.nextUpdate()));
        }
    }

    @Test
    void theRepositoryShowsTheAddressesThatCertificatesCarryAndCallsNamesWhatTheyAre() throws Exception {
        String page = new HttpBrowser(port).get("/repository").body();
        var issued = new X509CertificateHolder(certificates.issue().der());
        String ocsp = Arrays.stream(AuthorityInformationAccess.fromExtensions(issued.getExtensions()).getAccessDescriptions())
                .filter(one -> one.getAccessMethod().equals(AccessDescription.id_ad_ocsp))
                .map(one -> one.getAccessLocation().getName().toString()).findFirst().orElseThrow();
        assertThat(page).contains("Alamat OCSP", "<code>" + String.join("<wbr>", ocsp.split("(?<=:)")) + "</code>")
                .contains("Subjek (Distinguished Name)").doesNotContain("Common Name");
    }

    @Test
    void theFingerprintOfATextIsThatOfTheFileBesideIt() {
        var open = new HttpBrowser(port);
        for (String kind : java.util.List.of("/agreement/", "/cps/")) {
            for (String language : java.util.List.of("id", "en")) {
                var text = kind.equals("/cps/") ? statements.current(language) : agreements.current(language);
                String path = kind + text.version() + "/" + language;
                String shown = open.get(path).body();
                assertThat(shown).contains("href=\"" + path + "/text\"");
                var file = open.download(path + "/text");
                assertThat(file.statusCode()).isEqualTo(200);
                assertThat(file.headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");
                assertThat(file.headers().firstValue("Cache-Control").orElse("")).contains("public", "max-age=86400");
                assertThat(shown).contains("<code>" + HexFormat.of().formatHex(KeyIdentifiers.sha256(file.body())) + "</code>");
            }
        }
        assertThat(open.get("/cps/1999-01/id/text").statusCode()).isEqualTo(404);
        assertThat(open.get("/agreement/1999-01/id/text").statusCode()).isEqualTo(404);
    }

    private static String full(java.time.Instant instant) {
        return Dates.full(instant, java.util.Locale.of("id"));
    }

    @Test
    @Proves("CR-05")
    void thePracticeStatementHasAnAddressForEachVersionAndLanguage() {
        var open = new HttpBrowser(port);
        String version = statements.current("id").version();
        assertThat(location(open.get("/cps"))).isEqualTo("/cps/" + version + "/id");
        open.cookies().put("lang", "en");
        assertThat(location(open.get("/cps"))).isEqualTo("/cps/" + version + "/en");
        for (String language : java.util.List.of("id", "en")) {
            var text = statements.current(language);
            String page = open.get("/cps/" + version + "/" + language).body();
            assertThat(page).contains(text.sha256(), text.title(), "lang=\"" + language + "\"", "RFC 3647")
                    .contains("The operator has not added a part of its own yet")
                    .doesNotContain("{operator}", "no longer in force");
        }
        assertThat(open.get("/cps/1999-01/id").statusCode()).isEqualTo(404);
        assertThat(open.get("/cps/" + version + "/de").statusCode()).isEqualTo(404);
    }

    @Test
    @Proves("CR-01")
    void numbersGrowAndNeverCollide() throws Exception {
        long before = lists.current("issuing-g1").orElseThrow().number();
        clock.advance(Duration.ofHours(25));
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = java.util.stream.IntStream.range(0, 20)
                    .mapToObj(i -> pool.submit(() -> lists.current("issuing-g1").orElseThrow())).toList();
            for (var one : all) {
                assertThat(one.get().number()).isEqualTo(before + 1);
            }
        }
        var now = lists.current("issuing-g1").orElseThrow();
        assertThat(Duration.between(now.thisUpdate(), now.nextUpdate())).isLessThanOrEqualTo(Duration.ofDays(10));
    }
}
