package id.paraf.esign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import id.paraf.account.Role;
import id.paraf.account.TestPeople;
import id.paraf.certificate.Agreements;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.Register;
import id.paraf.enrolment.Applications;
import id.paraf.enrolment.Apply;
import id.paraf.enrolment.Compared;
import id.paraf.enrolment.Decide;
import id.paraf.enrolment.Identity;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;
import id.paraf.passphrase.ResetWorld;
import id.paraf.selfie.ProposedPhotos;
import id.paraf.selfie.ReferencePhotos;
import id.paraf.status.FollowRegister;

/** Applications with credentials, and signers who came by their certificates through an officer. */
@Component
@Profile("test")
public class EsignWorld {

    private static final Origin PLACE = new Origin("192.0.2.14", "EsignWorld");
    private static final AtomicInteger NUMBER = new AtomicInteger(1000);

    private final TestPeople people;
    private final Apply apply;
    private final Applications applications;
    private final Agreements agreements;
    private final ReferencePhotos photos;
    private final Decide decide;
    private final Register register;
    private final FollowRegister follow;
    private final LookAfterClient clients;

    EsignWorld(TestPeople people, Apply apply, Applications applications, Agreements agreements, ReferencePhotos photos,
            Decide decide, Register register, FollowRegister follow, LookAfterClient clients) {
        this.people = people;
        this.apply = apply;
        this.applications = applications;
        this.agreements = agreements;
        this.photos = photos;
        this.decide = decide;
        this.register = register;
        this.follow = follow;
        this.clients = clients;
    }

    /** A signer, and the NIK that an officer has checked. */
    public record Signer(TestPeople.Person person, String nik, Certificate certificate) {
    }

    /** Whose passphrase is {@link ResetWorld#OLD}. */
    public Signer signer(String institution) {
        var person = people.claimedAt(institution);
        String nik = applied(person);
        UUID application = applications.openOf(person.id).orElseThrow().id();
        decide.approve(people.claimedAt(institution, Role.OFFICER).id, application, Compared.CARD_SHOWN, PLACE);
        follow.catchUp();
        var certificates = register.ownedBy(person.id);
        assertThat(certificates).hasSize(1);
        return new Signer(person, nik, certificates.getFirst());
    }

    /** Sends an application in and returns the NIK in it. */
    public String applied(TestPeople.Person person) {
        String nik = "9900000101" + (90 + NUMBER.get() % 9) + "%04d".formatted(NUMBER.incrementAndGet() % 10000);
        apply.start(person.id, PLACE);
        UUID id = applications.openOf(person.id).orElseThrow().id();
        apply.consent(person.id, id, "0".repeat(64), PLACE);
        apply.identity(person.id, id, new Identity("Demo Pemilik Contoh", nik, null, "Analis"), PLACE);
        ProposedPhotos.propose(photos, person.id, id);
        var agreement = agreements.current("id");
        apply.agree(person.id, id, agreement.version(), agreement.language(), agreement.sha256(), PLACE);
        apply.passphrase(person.id, id, ResetWorld.OLD, PLACE);
        people.provePhone(person.id);
        apply.submit(person.id, id, PLACE);
        return nik;
    }

    /** An application of an institution, and its secret. */
    public record Caller(UUID officer, Client client, SecretText secret) {
    }

    public Caller caller(String institution) {
        return caller(institution, Geometry.CORNERS, "127.0.0.1");
    }

    /** An application that sees test signers alone. */
    public Caller sandbox(String institution) {
        UUID officer = people.claimedAt(institution, Role.OFFICER).id;
        var made = (LookAfterClient.Outcome.Secret) clients.create(officer, "sandbox-" + NUMBER.incrementAndGet(), true,
                new LookAfterClient.Typed("Aplikasi yang sedang ditulis", "127.0.0.1", Geometry.CORNERS), PLACE);
        return new Caller(officer, made.client(), made.secret());
    }

    public Caller caller(String institution, Geometry geometry, String networks) {
        UUID officer = people.claimedAt(institution, Role.OFFICER).id;
        var made = (LookAfterClient.Outcome.Secret) clients.create(officer, "aplikasi-" + NUMBER.incrementAndGet(), false,
                new LookAfterClient.Typed("Aplikasi persuratan", networks, geometry), PLACE);
        return new Caller(officer, made.client(), made.secret());
    }
}
