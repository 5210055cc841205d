package id.paraf.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.certificate.Register;
import id.paraf.certificate.RevokeCertificate;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.ResetPolicy;
import id.paraf.notice.Disavowed;
import id.paraf.passphrase.FreezeKey;
import id.paraf.passphrase.ResetWorld;
import id.paraf.pki.RevocationReason;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** Everything that happens to a certificate and its key on the real ways has its entry and its audit event. */
@ParafTest
class LoggedJourneysTest {

    private static final Origin ORIGIN = new Origin("192.0.2.7", "test");

    @LocalServerPort
    int port;
    @Autowired
    ResetWorld world;
    @Autowired
    RevokeCertificate revoke;
    @Autowired
    Register register;
    @Autowired
    FreezeKey freeze;
    @Autowired
    Keyroom keyroom;
    @Autowired
    OwnEntries entries;
    @Autowired
    PublicLog log;
    @Autowired
    Audit audit;
    @Autowired
    ApplicationEventPublisher events;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    TransactionTemplate transaction;

    private List<String> types(String... subjects) {
        log.settle();
        return entries.about(List.of(subjects), List.of()).stream().map(OwnEntries.Entry::type).toList();
    }

    private List<String> keyEvents(UUID key) {
        var types = types("key:" + key);
        assertThat(keyroom.opening(key).orElseThrow().events()).isEqualTo(types.size());
        return types;
    }

    private void assertAudited(String type, String subject) {
        assertThat(audit.find(type, null, subject)).as(type + " of " + subject).hasSize(1);
    }

    private Leaf leaf(long number) {
        return Leaf.read(LogFormat.bytes(log.entries(number, number).leaves().getFirst())).orElseThrow();
    }

    @Test
    @Proves({"CT-02", "CT-03"})
    void aCertificateIsAnnouncedThenIssuedThenRevoked() {
        var owner = world.owner(port);
        var certificate = register.find(owner.certificate()).orElseThrow();
        String subject = "certificate:" + owner.certificate();
        assertThat(types(subject)).containsExactly("certificate.prepared", "certificate.issued");
        revoke.revoke(owner.certificate(), RevocationReason.KEY_COMPROMISE, owner.person().id, ORIGIN);
        assertThat(types(subject)).containsExactly("certificate.prepared", "certificate.issued", "certificate.revoked");
        for (String type : types(subject)) {
            assertAudited(type, subject);
        }
        assertThat(keyEvents(owner.key())).containsExactly("key.made", "key.destroyed");
        assertAudited("certificate.key-destroyed", subject);

        var about = entries.about(List.of(subject), List.of());
        var issued = leaf(about.get(1).number());
        assertThat(issued.fact("certificate")).isEqualTo(HexFormat.of().formatHex(certificate.fingerprint()));
        assertThat(issued.fact("serial")).isEqualTo(certificate.serial().toString(16));
        var announced = leaf(about.getFirst().number());
        byte[] lint = jdbc.sql("SELECT lint FROM certificate WHERE id = :id").param("id", owner.certificate().value())
                .query(byte[].class).single();
        assertThat(announced.fact("lint")).isEqualTo(HexFormat.of().formatHex(Hashes.sha256(lint)));
        assertThat(leaf(about.getLast().number()).fact("reason")).isEqualTo("KEY_COMPROMISE");
        // The keyroom said so by itself, before it signed.
        assertThat(everything()).filteredOn(leaf -> leaf.type().equals("authority.signs-certificate"))
                .filteredOn(leaf -> leaf.fact("tbs").equals(issued.fact("tbs"))).hasSize(1);
        assertThat(log.byCertificate(certificate.fingerprint())).contains(about.get(1).number());
    }

    private List<Leaf> everything() {
        var leaves = new ArrayList<Leaf>();
        for (long start = 0; start < log.size(); start += PublicLog.PAGE) {
            log.entries(start, log.size() - 1).leaves()
                    .forEach(leaf -> leaves.add(Leaf.read(LogFormat.bytes(leaf)).orElseThrow()));
        }
        return leaves;
    }

    @Test
    @Proves("CT-02")
    void theAuthoritysOwnKeysAndCertificatesAreInTheLog() {
        log.settle();
        assertThat(everything()).filteredOn(leaf -> leaf.type().equals("authority.made")).extracting(leaf -> leaf.fact("use"))
                .contains("ROOT", "ISSUING", "LOG");
        assertThat(everything()).filteredOn(leaf -> leaf.type().equals("certificate.issued"))
                .extracting(leaf -> leaf.fact("issuer")).contains("root-g1");
    }

    @Test
    @Proves("CT-02")
    void changingAndResettingThePassphraseAreEntriesAndShowInTheOwnersActivity() {
        var owner = world.owner(port);
        String subject = "certificate:" + owner.certificate();
        var desktop = owner.desktop();
        desktop.get(owner.path() + "/passphrase");
        desktop.post(owner.path() + "/passphrase", "current", ResetWorld.OLD, "passphrase", "Elang-Putih#2031", "confirmation",
                "Elang-Putih#2031");
        assertThat(keyEvents(owner.key())).containsExactly("key.made", "key.passphrase-changed");
        assertAudited("passphrase.changed", subject);

        var phone = world.atPassphrase(owner);
        assertThat(world.submit(phone, ResetWorld.NEW).statusCode()).isEqualTo(303);
        assertThat(keyEvents(owner.key())).containsExactly("key.made", "key.passphrase-changed", "key.passphrase-reset");
        assertAudited("passphrase.reset.completed", subject);

        long reset = entries.about(List.of("key:" + owner.key()), List.of()).getLast().number();
        long issued = entries.issued(owner.certificate().value()).orElseThrow().number();
        String pages = desktop.get("/settings/activity").body() + desktop.get("/settings/activity?number=2").body();
        assertThat(pages).contains("entri log transparansi nomor " + reset, "entri log transparansi nomor " + issued);
    }

    @Test
    @Proves("CT-02")
    void aRenewingResetIsAnEntryOfBothKeys() {
        var owner = world.owner(port, ResetPolicy.RENEW);
        assertThat(world.submit(world.atPassphrase(owner), ResetWorld.NEW).statusCode()).isEqualTo(303);
        assertThat(keyEvents(owner.key())).containsExactly("key.made", "key.renewal-ordered", "key.destroyed");
        var renewed = register.ownedBy(owner.person().id).stream().filter(c -> c.usable()).findFirst().orElseThrow();
        assertThat(keyEvents(renewed.key())).containsExactly("key.made", "key.activated");
        assertThat(types("certificate:" + owner.certificate())).endsWith("certificate.revoked");
        assertThat(types("certificate:" + renewed.id())).containsExactly("certificate.prepared", "certificate.issued");
        assertAudited("certificate.revoked", "certificate:" + owner.certificate());
    }

    @Test
    @Proves("CT-02")
    void freezingAndLiftingAreEntries() {
        var owner = world.owner(port);
        String subject = "key:" + owner.key();
        transaction.executeWithoutResult(status -> events
                .publishEvent(new Disavowed(owner.person().id, "certificate:" + owner.certificate(), ORIGIN)));
        assertThat(keyEvents(owner.key())).containsExactly("key.made", "key.frozen");
        assertAudited("key.frozen", subject);
        var frozen = freeze.waiting().stream().filter(row -> row.key().equals(owner.key())).findFirst().orElseThrow();
        freeze.lift(frozen.id(), UUID.randomUUID(), "Sudah bertemu langsung", ORIGIN);
        assertThat(keyEvents(owner.key())).containsExactly("key.made", "key.frozen", "key.unfrozen");
        assertAudited("key.unfrozen", subject);
    }

    @Test
    @Proves("CT-06")
    void noLeafSaysWhoItIsAbout() {
        var owner = world.owner(port);
        log.settle();
        var all = new StringBuilder();
        for (long start = 0; start < log.size(); start += PublicLog.PAGE) {
            log.entries(start, log.size() - 1).leaves()
                    .forEach(leaf -> all.append(new String(LogFormat.bytes(leaf), StandardCharsets.US_ASCII)));
        }
        byte[] publicKey = keyroom.state(owner.key()).orElseThrow().publicKey();
        assertThat(all.toString()).matches("[\\x20-\\x7e]*").doesNotContain(owner.person().id.toString(), owner.key().toString(),
                owner.certificate().toString(), owner.person().email, owner.person().phone, "Demo Pemilik",
                HexFormat.of().formatHex(Hashes.sha256(publicKey)));
    }
}
