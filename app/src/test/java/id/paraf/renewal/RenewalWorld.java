package id.paraf.renewal;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import id.paraf.account.Accounts;
import id.paraf.account.Role;
import id.paraf.certificate.Agreements;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.Register;
import id.paraf.certificate.TestCertificates;
import id.paraf.enrolment.TestCorrections;
import id.paraf.kernel.Faults;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;
import id.paraf.passphrase.ResetWorld;

/** Owners whose certificates end soon, and renewals that die half-way. */
@Component
@Profile("test")
class RenewalWorld {

    static final Origin PLACE = new Origin("192.0.2.7", "Mozilla/5.0 (X11; Linux x86_64) RenewalWorld/1");

    final ResetWorld resets;
    final TestCertificates certificates;
    final Register register;
    final Agreements agreements;
    final RenewCertificate renew;
    final JdbcClient jdbc;
    private final ApplicationContext application;

    RenewalWorld(ResetWorld resets, TestCertificates certificates, Register register, Agreements agreements,
            RenewCertificate renew, JdbcClient jdbc, ApplicationContext application) {
        this.resets = resets;
        this.certificates = certificates;
        this.register = register;
        this.agreements = agreements;
        this.renew = renew;
        this.jdbc = jdbc;
        this.application = application;
    }

    ResetWorld.Owner owner(int port) {
        var owner = resets.owner(port);
        certificates.endIn(owner.certificate(), Duration.ofDays(60));
        return owner;
    }

    RenewCertificate.Request request(String passphrase, @Nullable String ownKey) {
        var agreement = agreements.current("id");
        return new RenewCertificate.Request(SecretText.of(passphrase),
                ownKey == null ? null : new RenewCertificate.OwnKey(SecretText.of(ownKey), SecretText.of(ownKey)),
                agreement.version(), "id", agreement.sha256());
    }

    RenewOutcome renew(ResetWorld.Owner owner, String passphrase, @Nullable String ownKey) {
        return renew.renew(UUID.randomUUID(), owner.person().id, owner.certificate(), request(passphrase, ownKey), PLACE);
    }

    Certificate renewed(ResetWorld.Owner owner) {
        return ((RenewOutcome.Renewed) renew(owner, ResetWorld.OLD, null)).certificate();
    }

    List<Certificate> certificatesOf(ResetWorld.Owner owner) {
        return register.ownedBy(owner.person().id);
    }

    @Nullable Obstacle obstacle(ResetWorld.Owner owner) {
        return renew.preview(owner.person().id, owner.certificate()).orElseThrow().obstacle();
    }

    ApplicationContext application() {
        return application;
    }

    /** An owner whose name, or else unit, was corrected, and whose certificate is behind. */
    ResetWorld.Owner behind(int port, boolean name) {
        var owner = resets.owner(port);
        var account = application.getBean(Accounts.class).get(owner.person().id);
        // The certificate says the unit that is recorded, so that what changes is what was corrected.
        jdbc.sql("UPDATE certificate SET unit = :unit WHERE id = :id").param("unit", account.unit())
                .param("id", owner.certificate().value()).update();
        String unit = name ? null : application.getBean(Accounts.class).get(resets.people.claimed().id).unit();
        new TestCorrections(application).approved(owner.person().id, name ? "Demo Nama Benar" : null, unit,
                resets.people.claimed(Role.OFFICER).id);
        return owner;
    }

    RenewOutcome correct(ResetWorld.Owner owner, String passphrase, String ownKey) {
        return renew.correct(UUID.randomUUID(), owner.person().id, owner.certificate(), request(passphrase, ownKey), PLACE);
    }

    @Nullable Obstacle toCorrect(ResetWorld.Owner owner) {
        return renew.correctionPreview(owner.person().id, owner.certificate()).orElseThrow().obstacle();
    }

    int events(ResetWorld.Owner owner, String type) {
        return (int) resets.people.events(owner.person(), type);
    }

    /** The end of the process. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** A door like the application's own, behind which the process dies at a point. */
    RenewCertificate dyingAt(RenewalPoint point) {
        Faults faults = reached -> {
            if (reached == point) {
                throw new Died();
            }
        };
        return made(RenewCertificate.class, faults, made(CarryOn.class, faults, null));
    }

    private <T> T made(Class<T> type, Faults faults, @Nullable CarryOn carryOn) {
        var constructor = type.getDeclaredConstructors()[0];
        Object[] parts = Arrays.stream(constructor.getParameterTypes()).map(part -> {
            if (part == Faults.class) {
                return faults;
            }
            if (part == CarryOn.class) {
                return carryOn;
            }
            return part == String.class ? "Paraf" : application.getBean(part);
        }).toArray();
        try {
            return type.cast(constructor.newInstance(parts));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
