package id.paraf.enrolment;

import java.util.UUID;

import org.springframework.context.ApplicationContext;

import id.paraf.evidence.EvidenceKind;
import id.paraf.kernel.Origin;
import id.paraf.testing.Pictures;

/** Corrections at each of their steps, through the doors that people take, for tests elsewhere. */
public final class TestCorrections {

    private static final Origin PLACE = new Origin("192.0.2.7", "TestCorrections");
    private static final String REASON = "Nama salah ketik pada permohonan pertama.";

    private final ApplicationContext application;

    public TestCorrections(ApplicationContext application) {
        this.application = application;
    }

    /** Begun, and nothing said yet. */
    public UUID begun(UUID account) {
        return ((ApplyOutcome.Done) bean(Correct.class).start(account, PLACE)).application().id();
    }

    /** Filled in with a letter. */
    public UUID filled(UUID account, String name, String unit) {
        UUID id = begun(account);
        var recorded = bean(Correct.class).recorded(account).orElseThrow();
        var identity = recorded.identity();
        var typed = new Correct.Typed(name == null ? identity.fullName() : name, identity.nip() == null ? "" : identity.nip(),
                identity.position(), unit == null ? recorded.unit() : unit, REASON);
        done(bean(Correct.class).data(account, id, typed, PLACE));
        if (!(bean(HandIn.class).file(account, id, EvidenceKind.RECOMMENDATION, Pictures.jpeg(480, 320),
                PLACE) instanceof HandIn.Outcome.Kept)) {
            throw new AssertionError("the letter was not taken");
        }
        return id;
    }

    /** With the officers. */
    public UUID sent(UUID account, String name, String unit) {
        UUID id = filled(account, name, unit);
        done(bean(Apply.class).submit(account, id, PLACE));
        return id;
    }

    /** Approved; what is null stays as it was. */
    public UUID approved(UUID account, String name, String unit, UUID officer) {
        UUID id = sent(account, name, unit);
        var outcome = bean(Decide.class).approve(officer, id, Compared.CARD_SHOWN, PLACE);
        if (!(outcome instanceof DecideOutcome.Corrected)) {
            throw new AssertionError(outcome);
        }
        return id;
    }

    private static void done(ApplyOutcome outcome) {
        if (!(outcome instanceof ApplyOutcome.Done)) {
            throw new AssertionError(outcome);
        }
    }

    private <T> T bean(Class<T> type) {
        return application.getBean(type);
    }
}
