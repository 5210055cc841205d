package id.paraf.passphrase;

import static id.paraf.passphrase.ResetWorld.NEW;
import static id.paraf.passphrase.ResetWorld.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.kernel.Origin;
import id.paraf.notice.Disavowed;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

@ParafTest
class ChangeTest {

    @LocalServerPort
    int port;
    @Autowired
    ResetWorld world;
    @Autowired
    FreezeKey freeze;
    @Autowired
    MutableClock clock;

    @Test
    @Proves("RP-29")
    void theOldOneIsNeededAndDeadAfterwards() {
        var owner = world.owner(port);
        var desktop = owner.desktop();
        String path = owner.path() + "/passphrase";
        assertThat(desktop.get(path).body()).contains("Passphrase lama", "current-password", "new-password");
        var wrong = desktop.post(path, "current", "Salah-Sekali-9", "passphrase", NEW, "confirmation", NEW);
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("Sisa percobaan: 2", "<title>Galat:", "href=\"#current\"")
                .doesNotContain("Salah-Sekali-9", NEW);
        assertThat(desktop.post(path, "current", OLD, "passphrase", NEW, "confirmation", NEW + "x").body())
                .contains("Konfirmasi belum sama");
        assertThat(desktop.post(path, "current", OLD, "passphrase", OLD, "confirmation", OLD).body())
                .contains("masih sama dengan yang lama");
        assertThat(desktop.post(path, "current", OLD, "passphrase", "aa", "confirmation", "aa").body()).contains("terlalu pendek");
        var done = desktop.post(path, "current", OLD, "passphrase", NEW, "confirmation", NEW);
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(desktop.follow(done).body()).contains("Passphrase Anda berhasil diubah.", "Sertifikat Anda tetap sama.");
        assertThat(world.opens(owner, owner.key(), NEW)).isTrue();
        assertThat(world.opens(owner, owner.key(), OLD)).isFalse();
        assertThat(world.people.events(owner.person(), "passphrase.changed")).isEqualTo(1);
        world.inbox.await(m -> m.to().equals(owner.person().email) && m.body().contains("diubah"));
    }

    @Test
    @Proves("KY-02")
    void wrongOnesLeadToAWaitThatIsSaidAndTold() {
        var owner = world.owner(port);
        var desktop = owner.desktop();
        desktop.get(owner.path() + "/try");
        desktop.post(owner.path() + "/try", "passphrase", "Salah-Sekali-9");
        desktop.post(owner.path() + "/try", "passphrase", "Salah-Sekali-9");
        var third = desktop.post(owner.path() + "/try", "passphrase", "Salah-Sekali-9");
        assertThat(third.body()).contains("Penandatanganan dikunci sampai", "WIB", "untuk melindungi Anda");
        world.inbox.await(m -> m.to().equals(owner.person().email) && m.body().contains("dikunci"));
        assertThat(desktop.get(owner.path()).body()).as("the Info page says so, too").contains("ditahan sampai");
        assertThat(desktop.post(owner.path() + "/try", "passphrase", OLD).body()).contains("dikunci sampai");
        assertThat(world.notices(owner, "dikunci")).as("told once").isLessThanOrEqualTo(2);
        assertThat(world.people.events(owner.person(), "passphrase.refused")).as("those that were looked at").isEqualTo(3);
        assertThat(world.people.events(owner.person(), "passphrase.waiting")).as("the right one, too early").isEqualTo(1);
        assertThat(desktop.get("/settings/activity").body()).contains("masih ditahan setelah passphrase salah");
        clock.advance(Duration.ofMinutes(5));
        assertThat(desktop.post(owner.path() + "/try", "passphrase", OLD).body()).contains("Tanda tangan cocok");
    }

    @Test
    @Proves("RP-23")
    void whatAnOfficerLiftsIsToldWithoutTheOfficersDevice() {
        var owner = world.owner(port);
        freeze.freeze(new Disavowed(owner.person().id, "certificate:" + owner.certificate(), Origin.SYSTEM));
        var frozen = freeze.waiting().stream().filter(row -> row.key().equals(owner.key())).findFirst().orElseThrow();
        freeze.lift(frozen.id(), UUID.randomUUID(), "Sudah bertemu langsung",
                new Origin("192.0.2.99", "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"));
        assertThat(world.inbox.await(m -> m.to().equals(owner.person().email) && m.body().contains("dapat dipakai kembali")).body())
                .contains("petugas instansi Anda").doesNotContain("Firefox");
        assertThat(world.people.events(owner.person(), "key.unfrozen")).isEqualTo(1);
        assertThat(owner.desktop().get(owner.path()).body()).as("for its owner to read")
                .contains("Catatan petugas: Sudah bertemu langsung");
    }

    @Test
    @Proves("SE-06")
    void aSignatureNeedsAFreshCode() {
        var owner = world.owner(port);
        owner.desktop().get(owner.path() + "/try");
        clock.advance(Duration.ofMinutes(6));
        for (var answer : List.of(owner.desktop().get(owner.path() + "/try"),
                owner.desktop().post(owner.path() + "/try", "passphrase", OLD))) {
            assertThat(answer.headers().firstValue("Location").orElseThrow()).startsWith("/step-up?next=");
        }
        assertThat(world.people.events(owner.person(), "passphrase.tried")).isZero();
    }

    @Test
    @Proves("RP-27")
    void aLockedKeyIsFreedByTheOwnersReset() {
        var owner = world.owner(port);
        world.jdbc.sql("UPDATE keyroom.signer_key SET attempts = 9 WHERE id = :key").param("key", owner.key()).update();
        owner.desktop().get(owner.path() + "/try");
        assertThat(owner.desktop().post(owner.path() + "/try", "passphrase", OLD).body())
                .contains("sampai Anda mereset passphrase");
        assertThat(world.people.events(owner.person(), "passphrase.locked")).isEqualTo(1);
        assertThat(world.people.events(owner.person(), "passphrase.refused")).isZero();
        var phone = world.atPassphrase(owner);
        assertThat(world.submit(phone, NEW).statusCode()).isEqualTo(303);
        assertThat(owner.desktop().post(owner.path() + "/try", "passphrase", NEW).body()).contains("Tanda tangan cocok");
    }
}
