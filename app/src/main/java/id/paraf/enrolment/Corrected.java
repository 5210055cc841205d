package id.paraf.enrolment;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;

import id.paraf.account.Accounts;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.Register;
import id.paraf.certificate.Subject;

/** Which certificates say what was corrected since, and what they would have to say. */
@Component
public class Corrected {

    private final ApplicationRows rows;
    private final CorrectionRows corrections;
    private final Accounts accounts;
    private final Register register;

    Corrected(ApplicationRows rows, CorrectionRows corrections, Accounts accounts, Register register) {
        this.rows = rows;
        this.corrections = corrections;
        this.accounts = accounts;
        this.register = register;
    }

    /**
     * That a certificate is behind.
     *
     * @param correction which correction it is behind
     * @param says whom it names
     * @param should whom it would have to name
     */
    public record Behind(UUID correction, Subject says, Subject should) {
    }

    /** Of a certificate in force; empty if nothing that it says was corrected. */
    public Optional<Behind> of(Certificate certificate) {
        return certificate.lasting() ? corrections.lasting(certificate.account()).flatMap(id -> of(id, certificate))
                : Optional.empty();
    }

    Optional<Behind> of(UUID correction, Certificate certificate) {
        var application = rows.find(correction).orElseThrow();
        var identity = application.identity();
        var says = register.subject(certificate.id()).orElse(null);
        // What rests on an application that was decided after the correction says what was decided then.
        boolean later = register.enrolled(certificate.id()).filter(since -> since.isAfter(application.decidedAt())).isPresent();
        if (identity == null || says == null || later) {
            return Optional.empty();
        }
        var person = accounts.get(certificate.account());
        var should = new Subject(identity.fullName(), person.institution(), person.unit());
        return says.equals(should) ? Optional.empty() : Optional.of(new Behind(correction, says, should));
    }

    /** What a correction is about, of whoever's it is; null for an application that is none. */
    Optional<Correction> about(Application application) {
        return application.correction() ? corrections.find(application.id()) : Optional.empty();
    }

    /** Whether an officer may look after the unit that is asked for, too: nobody brings anybody into the own one (RA-01). */
    boolean into(Application application, String unit) {
        return about(application).filter(asked -> Objects.equals(asked.unit(), unit)).isPresent();
    }
}
