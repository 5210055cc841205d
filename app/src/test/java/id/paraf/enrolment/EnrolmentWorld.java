package id.paraf.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.Accounts;
import id.paraf.account.Institutions;
import id.paraf.account.Invitations;
import id.paraf.account.Role;
import id.paraf.audit.Audit;
import id.paraf.certificate.Agreements;
import id.paraf.evidence.EvidenceFiles;
import id.paraf.kernel.Origin;
import id.paraf.notice.Notices;
import id.paraf.selfie.ProposedPhotos;
import id.paraf.selfie.ReferencePhotos;
import id.paraf.selfie.SelfieCases;

/** Applicants, officers and applications at each of their steps, for tests of enrolment. */
@Component
@Profile("test")
class EnrolmentWorld {

    static final Origin ORIGIN = new Origin("192.0.2.7", "test");
    static final String PASSPHRASE = "Kuda-Laut-Biru-58";
    static final Identity IDENTITY = new Identity("Budi Contoh Santoso", "9900 0001 0190 0012", "199001012020121001",
            "Analis Contoh");

    private final Apply apply;
    private final Invitations invitations;
    private final Agreements agreements;
    private final ReferencePhotos photos;
    private final JdbcClient jdbc;
    private final ApplicationContext application;

    EnrolmentWorld(Apply apply, Invitations invitations, Agreements agreements, ReferencePhotos photos, JdbcClient jdbc,
            ApplicationContext application) {
        this.apply = apply;
        this.invitations = invitations;
        this.agreements = agreements;
        this.photos = photos;
        this.jdbc = jdbc;
        this.application = application;
    }

    /** Somebody whose e-mail address and phone number are proven. */
    UUID person(String institution, String unit, Role... roles) {
        UUID account = invited(institution, unit, roles);
        prove(account, "email");
        prove(account, "phone");
        return account;
    }

    /** Somebody who proved neither. */
    UUID invited(String institution, String unit, Role... roles) {
        var id = UUID.randomUUID();
        String name = "u" + id.toString().substring(0, 12);
        return invitations.invite(new Invitations.Person(name, "Orang Demo " + name, institution, unit, Set.of(roles),
                name + "@contoh.example", "+62811%09d".formatted(Math.floorMod(id.getMostSignificantBits(), 1_000_000_000L)), "id"),
                null, ORIGIN)
                .account();
    }

    void prove(UUID account, String kind) {
        jdbc.sql("UPDATE account SET " + kind + "_verified_at = created_at WHERE id = :id").param("id", account).update();
    }

    /** The officer's side where the policy asks for four eyes. */
    Decide fourEyes() {
        return decide(bean(Vouch.class), new OfficerSettings(Duration.ofHours(24), true, false));
    }

    /** The verifikator's side where the policy asks for one. */
    Vouch asking() {
        return new Vouch(bean(VouchRows.class), bean(ApplicationRows.class), bean(Accounts.class), bean(Corrected.class),
                new OfficerSettings(Duration.ofHours(24), false, true), bean(Audit.class), bean(Clock.class));
    }

    /** The officer's side where the policy asks for a verifikator. */
    Decide afterVerifikator() {
        return decide(asking(), new OfficerSettings(Duration.ofHours(24), false, true));
    }

    private Decide decide(Vouch vouch, OfficerSettings settings) {
        return new Decide(bean(ApplicationRows.class), bean(OfficerDesk.class), bean(Accounts.class), bean(Institutions.class),
                bean(Notices.class),
                bean(IssueApproved.class), photos, bean(EvidenceFiles.class), bean(DocumentPolicy.class), bean(SelfieCases.class),
                bean(EndKeys.class), bean(TellOfficers.class), vouch, bean(ApproveCorrection.class), bean(EndOutdated.class),
                settings, bean(Audit.class), bean(Clock.class),
                bean(TransactionTemplate.class));
    }

    private <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    UUID signer() {
        return person("Instansi Contoh", "Unit A", Role.SIGNER);
    }

    UUID officer() {
        return person("Instansi Contoh", "Otoritas Pendaftaran", Role.OFFICER);
    }

    static Application done(ApplyOutcome outcome) {
        assertThat(outcome).isInstanceOf(ApplyOutcome.Done.class);
        return ((ApplyOutcome.Done) outcome).application();
    }

    ApplyOutcome agree(UUID account, UUID id) {
        var agreement = agreements.current("id");
        return apply.agree(account, id, agreement.version(), agreement.language(), agreement.sha256(), ORIGIN);
    }

    Application filled(UUID account) {
        UUID id = done(apply.start(account, ORIGIN)).id();
        done(apply.consent(account, id, "0".repeat(64), ORIGIN));
        done(apply.identity(account, id, IDENTITY, ORIGIN));
        ProposedPhotos.propose(photos, account, id);
        done(agree(account, id));
        return done(apply.passphrase(account, id, PASSPHRASE, ORIGIN));
    }

    Application submitted(UUID account) {
        return done(apply.submit(account, filled(account).id(), ORIGIN));
    }

    /** Handed in by who chose to be seen by an officer instead of the camera. */
    Application submittedUnseen(UUID account) {
        UUID id = done(apply.start(account, ORIGIN)).id();
        done(apply.consent(account, id, "0".repeat(64), ORIGIN));
        done(apply.identity(account, id, IDENTITY, ORIGIN));
        done(apply.askOfficer(account, id, true, ORIGIN));
        done(agree(account, id));
        done(apply.passphrase(account, id, PASSPHRASE, ORIGIN));
        return done(apply.submit(account, id, ORIGIN));
    }

    List<String> events(UUID application) {
        return jdbc.sql("SELECT type FROM audit_event WHERE subject = :subject ORDER BY id")
                .param("subject", "application:" + application)
                .query(String.class).list();
    }
}
