package id.paraf.acceptance.browser;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The renewal of a certificate: before its time, when it is offered, done, and what stands against another one. */
final class RenewalPages {

    private final Tour tour;
    private final Device device;
    private final String certificate;

    /** @param certificate the path of a certificate in force */
    RenewalPages(Tour tour, Device device, String certificate) {
        this.tour = tour;
        this.device = device;
        this.certificate = certificate;
    }

    void visit(String passphrase) {
        look(certificate + "/renew", "too-early");
        endIn(Duration.ofDays(45));
        for (String page : new String[] {"/dashboard", "/certificates", certificate, "/applications/new"}) {
            look(page, "ends-soon");
        }
        look(certificate + "/renew", "");
        tour.nadia.open(device, certificate + "/renew/confirm?key=OWN");
        tour.look(device, "own-key");
        device.fill("current", passphrase).fill("passphrase", "nadia").fill("confirmation", "lain").tick("agree").submit();
        tour.look(device, "own-key-weak");
        tour.nadia.open(device, certificate + "/renew").submit();
        tour.nadia.stepUp(device);
        tour.look(device, "same-key");
        device.submitAnyway();
        tour.look(device, "unanswered");
        device.fill("current", passphrase).tick("agree").submit().arrive(".*/renew/done");
        tour.look(device);
        look(certificate + "/renew", "renewed");
        for (String page : new String[] {"/dashboard", "/certificates", certificate}) {
            look(page, "renewed");
        }
        look(certificate + "/suspend", "shared-key");
        look(certificate + "/revoke/consequences?reason=MOVED", "shared-key");
    }

    private void look(String path, String state) {
        tour.nadia.open(device, path);
        tour.look(device, state);
    }

    /** Nobody waits for two years. */
    private void endIn(Duration left) {
        var end = tour.paraf().clock().instant().plus(left).atOffset(ZoneOffset.UTC);
        tour.paraf().bean(JdbcClient.class).sql("UPDATE certificate SET not_after = :end WHERE id = :id").param("end", end)
                .param("id", UUID.fromString(certificate.replaceFirst(".*/", ""))).update();
    }
}
