package id.paraf.web.officer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Invitations;
import id.paraf.account.Role;
import id.paraf.account.TestPeople;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.CertificateStatus;
import id.paraf.certificate.Register;
import id.paraf.certificate.RevocationGround;
import id.paraf.certificate.TestCertificates;
import id.paraf.enrolment.DecideOutcome.Conflict;
import id.paraf.enrolment.LookAfterCertificate;
import id.paraf.enrolment.LookAfterCertificate.Outcome;
import id.paraf.kernel.Origin;
import id.paraf.notice.TestInbox;
import id.paraf.passphrase.ResetWorld;
import id.paraf.pki.RevocationReason;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

@ParafTest
class InstitutionCertificatePagesTest {

    private static final Origin ORIGIN = new Origin("192.0.2.8", "test");
    private static final String REASON = "Ponsel pemilik dilaporkan hilang";

    @LocalServerPort
    int port;
    @Autowired
    ResetWorld world;
    @Autowired
    TestPeople people;
    @Autowired
    TestInbox inbox;
    @Autowired
    TestCertificates certificates;
    @Autowired
    LookAfterCertificate care;
    @Autowired
    Register register;
    @Autowired
    Invitations invitations;
    @Autowired
    JdbcClient jdbc;

    private Certificate certificate(ResetWorld.Owner owner) {
        return register.find(owner.certificate()).orElseThrow();
    }

    /** Over WhatsApp and by e-mail, each with a "bukan saya" of its own. */
    private void told(ResetWorld.Owner owner, String words) {
        for (boolean whatsApp : new boolean[] {true, false}) {
            var message = inbox.await(m -> owner.person().id.equals(m.account()) && m.whatsApp() == whatsApp
                    && m.body().contains(words));
            assertThat(message.link()).contains("/disavow/");
            assertThat(message.body()).as("whose device it was is the officer's business").contains("Oleh: petugas instansi Anda");
        }
    }

    @Test
    @Proves({"RA-05", "RP-23"})
    void anOfficerFindsSuspendsResumesAndRevokesAndTheOwnerHearsWhy() {
        var owner = world.owner(port);
        var officer = people.officer(port);
        var console = people.browser(officer, port);
        String path = "/officer" + owner.path();
        assertThat(console.get("/officer/accounts").body()).contains("/officer/certificates");
        assertThat(console.get("/officer/accounts/" + owner.person().id).body())
                .contains("/officer/certificates?search=" + owner.person().username);
        for (String words : List.of(owner.person().username, certificate(owner).serial().toString(16))) {
            assertThat(console.get("/officer/certificates?search=" + words).body()).contains(path);
        }
        assertThat(console.get("/officer/certificates?search=tidak-ada-yang-begini").body()).doesNotContain(path)
                .contains("Tidak ada sertifikat yang cocok");
        assertThat(console.get(path).body()).contains("Blokir sertifikat", "Riwayat", "Diterbitkan", "Issued");

        assertThat(console.post(path + "/suspend", "reason", "ya").statusCode()).isEqualTo(422);
        assertThat(certificate(owner).status()).isEqualTo(CertificateStatus.ISSUED);
        assertThat(console.post(path + "/suspend", "reason", REASON).statusCode()).isEqualTo(303);
        assertThat(certificate(owner).status()).isEqualTo(CertificateStatus.SUSPENDED);
        assertThat(jdbc.sql("SELECT actor FROM audit_event WHERE account = :account AND type = 'certificate.suspended'")
                .param("account", owner.person().id).query(UUID.class).single()).isEqualTo(officer.id);
        assertThat(console.get(path).body()).contains("Suspended", "Diblokir oleh", REASON, "Buka blokir");
        assertThat(world.opens(owner, owner.key(), ResetWorld.OLD)).isFalse();

        var theirs = owner.desktop();
        assertThat(theirs.get(owner.path()).body()).contains("Petugas instansi Anda memblokirnya pada", REASON, "Hubungi petugas")
                .doesNotContain(owner.path() + "/resume");
        assertThat(theirs.get("/dashboard").body()).contains("Petugas instansi Anda memblokirnya pada");
        assertThat(theirs.get(owner.path() + "/resume").body()).contains("Hanya petugas yang dapat membuka");
        assertThat(theirs.post(owner.path() + "/resume").statusCode()).isEqualTo(409);
        assertThat(certificate(owner).status()).isEqualTo(CertificateStatus.SUSPENDED);
        told(owner, "memblokir sementara sertifikat");

        assertThat(console.post(path + "/resume", "note", "ok").statusCode()).isEqualTo(422);
        assertThat(console.post(path + "/resume", "note", "Ponsel sudah ditemukan").statusCode()).isEqualTo(303);
        assertThat(certificate(owner).status()).isEqualTo(CertificateStatus.ISSUED);
        assertThat(world.opens(owner, owner.key(), ResetWorld.OLD)).isTrue();
        assertThat(console.get(path).body()).contains("Blokir dibuka oleh", "Ponsel sudah ditemukan");
        told(owner, "membuka blokir sertifikat");

        assertThat(console.get(path + "/revoke").body()).contains("dimusnahkan", "Saya mengerti");
        var unfinished = console.post(path + "/revoke", "reason", REASON);
        assertThat(unfinished.statusCode()).isEqualTo(422);
        assertThat(unfinished.body()).contains("Pilih satu alasan", "Centang bahwa Anda mengerti", REASON);
        assertThat(console.post(path + "/revoke", "ground", "LEFT", "reason", "ya", "understood", "yes").statusCode())
                .isEqualTo(422);
        assertThat(certificate(owner).status()).isEqualTo(CertificateStatus.ISSUED);
        assertThat(console.post(path + "/revoke", "ground", "LEFT", "reason", "Pindah ke instansi lain", "understood", "yes")
                .statusCode()).isEqualTo(303);
        var revoked = certificate(owner);
        assertThat(revoked.status()).isEqualTo(CertificateStatus.REVOKED);
        assertThat(revoked.reason()).isEqualTo(RevocationReason.AFFILIATION_CHANGED);
        assertThat(people.events(owner.person(), "certificate.revoked")).isEqualTo(1);
        assertThat(console.get(path).body()).contains("Revoked", "Dicabut oleh", "Pindah ke instansi lain")
                .doesNotContain(path + "/revoke");
        assertThat(theirs.get(owner.path()).body()).contains("Oleh petugas instansi Anda: Pindah ke instansi lain");
        told(owner, "mencabut sertifikat elektronik");
        assertThat(console.get(path + "/revoke").statusCode()).isEqualTo(409);
        assertThat(console.post(path + "/suspend", "reason", REASON).statusCode()).isEqualTo(409);
    }

    @Test
    @Proves({"RA-01", "RA-02"})
    void nobodyTouchesTheirOwnNorTheirUnitsNorAnotherInstitutionsCertificates() {
        UUID signer = account("Instansi Blokir", "Unit A", Role.SIGNER);
        UUID colleague = account("Instansi Blokir", "Unit A", Role.OFFICER);
        UUID stranger = account("Instansi Lain", "Unit B", Role.OFFICER);
        UUID officer = account("Instansi Blokir", "Unit B", Role.OFFICER);
        var certificate = certificates.issue(signer);
        var own = certificates.issue(officer);

        assertThat(care.suspend(colleague, certificate.id(), REASON, ORIGIN)).isEqualTo(new Outcome.NotYours(Conflict.SAME_UNIT));
        assertThat(care.revoke(colleague, certificate.id(), RevocationGround.LEFT, REASON, ORIGIN))
                .isEqualTo(new Outcome.NotYours(Conflict.SAME_UNIT));
        assertThat(care.suspend(officer, own.id(), REASON, ORIGIN)).isEqualTo(new Outcome.NotYours(Conflict.OWN));
        assertThat(care.revoke(officer, own.id(), RevocationGround.LEFT, REASON, ORIGIN))
                .isEqualTo(new Outcome.NotYours(Conflict.OWN));
        for (UUID nobody : List.of(stranger, signer)) {
            assertThat(care.one(nobody, certificate.id())).isEmpty();
            assertThat(care.find(nobody, "", null, null).items()).extracting(item -> item.certificate().id())
                    .doesNotContain(certificate.id());
            assertThat(care.suspend(nobody, certificate.id(), REASON, ORIGIN)).isEqualTo(new Outcome.NotThere());
            assertThat(care.resume(nobody, certificate.id(), REASON, ORIGIN)).isEqualTo(new Outcome.NotThere());
            assertThat(care.revoke(nobody, certificate.id(), RevocationGround.LEFT, REASON, ORIGIN))
                    .isEqualTo(new Outcome.NotThere());
        }
        assertThat(register.find(certificate.id()).orElseThrow().status()).isEqualTo(CertificateStatus.ISSUED);
        assertThat(register.find(own.id()).orElseThrow().status()).isEqualTo(CertificateStatus.ISSUED);

        assertThat(care.find(officer, "", null, null).items()).extracting(item -> item.certificate().id())
                .contains(certificate.id(), own.id());
        assertThat(care.suspend(officer, certificate.id(), REASON, ORIGIN)).isEqualTo(new Outcome.Done());
        assertThat(care.suspend(officer, certificate.id(), REASON, ORIGIN)).isEqualTo(new Outcome.Unchanged());
        assertThat(care.resume(colleague, certificate.id(), REASON, ORIGIN)).isEqualTo(new Outcome.NotYours(Conflict.SAME_UNIT));
        assertThat(care.resume(officer, certificate.id(), REASON, ORIGIN)).isEqualTo(new Outcome.Done());
        assertThat(care.revoke(officer, certificate.id(), RevocationGround.MISUSED, REASON, ORIGIN)).isEqualTo(new Outcome.Done());
        assertThat(care.revoke(officer, certificate.id(), RevocationGround.LEFT, REASON, ORIGIN))
                .isEqualTo(new Outcome.Unchanged());
        assertThat(register.find(certificate.id()).orElseThrow().reason()).isEqualTo(RevocationReason.PRIVILEGE_WITHDRAWN);
    }

    @Test
    void certificatesOfOneStatusAreShownAndEveryPageOfThem() {
        var officer = people.officer(port);
        var console = people.browser(officer, port);
        String unit = "Unit Banyak " + UUID.randomUUID();
        UUID many = account("Kantor Uji", unit, Role.SIGNER);
        var all = new LinkedHashSet<String>();
        for (int i = 0; i < 51; i++) {
            all.add(certificates.issue(many).id().toString());
        }
        var stopped = register.ownedBy(many).getFirst();
        assertThat(care.suspend(officer.id, stopped.id(), REASON, ORIGIN)).isEqualTo(new Outcome.Done());
        certificates.revoke(register.ownedBy(many).getLast(), RevocationReason.UNSPECIFIED);
        String search = "/officer/certificates?search=" + unit.replace(" ", "%20");

        var shown = new ArrayList<String>();
        String body = console.get(search).body();
        shown.addAll(links(body));
        assertThat(shown).hasSize(50);
        assertThat(body).contains("rel=\"next\"").doesNotContain("Ke awal");
        var next = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"").matcher(body);
        assertThat(next.find()).isTrue();
        body = console.get(next.group(1).replace("&amp;", "&")).body();
        assertThat(body).contains("Ke awal").doesNotContain("rel=\"next\"");
        shown.addAll(links(body));
        assertThat(shown).as("each once").doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);

        assertThat(links(console.get(search + "&status=SUSPENDED").body())).containsExactly(stopped.id().toString());
        assertThat(links(console.get(search + "&status=REVOKED").body())).hasSize(1).doesNotContain(stopped.id().toString());
        assertThat(links(console.get(search + "&status=ISSUED").body())).hasSize(49);
        assertThat(console.get(search + "&status=ISSUED").body()).contains("<option value=\"ISSUED\" selected>")
                .doesNotContain("rel=\"next\"");
        assertThat(console.get(search + "&status=EXPIRED").body()).contains("Tidak ada sertifikat yang cocok", "Hapus saringan");
        assertThat(links(console.get(search + "&status=APA&after=x").body())).as("what is not known is not chosen").hasSize(50);
    }

    private static List<String> links(String body) {
        return Pattern.compile("href=\"/officer/certificates/([0-9a-f-]{36})\"").matcher(body).results().map(m -> m.group(1))
                .toList();
    }

    private UUID account(String institution, String unit, Role role) {
        String name = "u" + UUID.randomUUID().toString().substring(0, 12);
        return invitations.invite(new Invitations.Person(name, "Orang " + name, institution, unit, Set.of(role),
                name + "@lain.example", null, "id"), null, ORIGIN).account();
    }
}
