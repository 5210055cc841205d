package id.paraf.passphrase;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.Accounts;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.certificate.AgreementAcceptance;
import id.paraf.certificate.Agreements;
import id.paraf.kernel.Faults;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.Refusal;
import id.paraf.keyroom.ResetGrant;
import id.paraf.keyroom.ResetOutcome;
import id.paraf.selfie.CaptureLinks;
import id.paraf.selfie.CaptureSession;
import id.paraf.selfie.CheckSelfie;

/**
 * The half of the reset journey on the device that claimed the link: "Buat Passphrase". One submission wins; its intent is
 * written, then the keyroom commits, then {@link Completion} writes down what follows. Whatever crashes in between,
 * {@link Recovery} carries on from what the keyroom says.
 */
@Component
public class FinishReset {

    private final Journeys journeys;
    private final PassphraseRules rules;
    private final Agreements agreements;
    private final Accounts accounts;
    private final CaptureLinks links;
    private final CheckSelfie selfie;
    private final Keyroom keyroom;
    private final Completion completion;
    private final Audit audit;
    private final Clock clock;
    private final Faults faults;
    private final TransactionTemplate transaction;

    FinishReset(Journeys journeys, PassphraseRules rules, Agreements agreements, Accounts accounts, CaptureLinks links,
            CheckSelfie selfie, Keyroom keyroom, Completion completion, Audit audit, Clock clock, Faults faults,
            TransactionTemplate transaction) {
        this.journeys = journeys;
        this.rules = rules;
        this.agreements = agreements;
        this.accounts = accounts;
        this.links = links;
        this.selfie = selfie;
        this.keyroom = keyroom;
        this.completion = completion;
        this.audit = audit;
        this.clock = clock;
        this.faults = faults;
        this.transaction = transaction;
    }

    /**
     * The form of step 2.
     *
     * @param agreed whether "Setuju" was given
     * @param agreementVersion of the text that was shown
     * @param agreementLanguage in which it was shown
     * @param agreementSha256 of the text that was shown
     */
    public record NewPassphrase(SecretText passphrase, SecretText confirmation, boolean agreed, String agreementVersion,
            String agreementLanguage, String agreementSha256) {
    }

    /** The journey of a capture session; empty if the session belongs to something else. */
    public Optional<Journey> journey(CaptureSession session) {
        return journeys.find(session.journey()).filter(journey -> journey.account().equals(session.account()));
    }

    /** Whether a reset of this id is over: done, given up or stopped. */
    public boolean isOver(UUID journey) {
        return journeys.find(journey).filter(found -> !found.state().open()).isPresent();
    }

    /** Sets the passphrase. Must not be called inside a transaction: each step commits before the next. */
    public FinishOutcome finish(CaptureSession session, NewPassphrase form, Origin origin) {
        var journey = journey(session).orElseThrow();
        switch (journey.state()) {
            case DONE -> {
                return new FinishOutcome.NotNow(journey);
            }
            case SAVING -> {
                return new FinishOutcome.Saving(journey);
            }
            case PASSPHRASE -> {
            }
            default -> {
                return new FinishOutcome.NotNow(journey);
            }
        }
        var owner = accounts.get(journey.account());
        if (owner.disabledAt() != null) {
            return disabled(journey, origin);
        }
        var weaknesses = rules.check(form.passphrase(), owner);
        if (!weaknesses.isEmpty()) {
            return new FinishOutcome.Weak(weaknesses);
        }
        if (!form.passphrase().sameAs(form.confirmation())) {
            return new FinishOutcome.Different();
        }
        var agreement = acceptance(form);
        if (agreement == null) {
            return new FinishOutcome.NotAgreed();
        }
        var link = links.proof(journey.id()).orElse(null);
        var face = selfie.proof(journey.id()).orElse(null);
        if (link == null || face == null) {
            return new FinishOutcome.NotNow(journey);
        }
        UUID order = UUID.randomUUID();
        if (!Boolean.TRUE.equals(transaction.execute(status -> intend(journey, order, agreement, origin)))) {
            return new FinishOutcome.NotNow(journeys.find(journey.id()).orElseThrow());
        }
        faults.reached(JournalPoint.INTENT_WRITTEN);
        ResetOutcome outcome;
        try (Passphrase passphrase = Passphrase.of(form.passphrase().reveal())) {
            outcome = keyroom.reset(order, new ResetGrant(journey.key(), journey.account(), journey.id(), link, face), passphrase);
        }
        faults.reached(JournalPoint.KEYROOM_ANSWERED);
        return switch (outcome) {
            case ResetOutcome.Kept kept -> settled(completion.kept(journey.id(), kept.frozenUntil()), journey.id());
            case ResetOutcome.Renewed renewed -> settled(completion.renewed(journey.id(), renewed.newKey(), renewed.frozenUntil()),
                    journey.id());
            case Refusal refusal -> refused(journey, order, refusal, origin);
        };
    }

    /** SE-05: who may not log in may not set a passphrase either; the phone has no login that could have ended. */
    private FinishOutcome disabled(Journey journey, Origin origin) {
        transaction.executeWithoutResult(status -> {
            if (journeys.take(journey.id(), Step.STOP)) {
                journeys.reason(journey.id(), "DISABLED");
                links.cancel(journey.id(), origin);
                record("passphrase.reset.stopped", journey, Map.of("reason", "DISABLED"), origin);
            }
        });
        return new FinishOutcome.Stopped();
    }

    private boolean intend(Journey journey, UUID order, AgreementAcceptance agreement, Origin origin) {
        if (!journeys.submit(journey.id(), order, UUID.randomUUID(), agreement, origin)) {
            return false;
        }
        record("passphrase.agreement.accepted", journey, Map.of("version", agreement.version(), "sha256", agreement.sha256(),
                "language", agreement.language()), origin);
        return true;
    }

    private FinishOutcome settled(boolean done, UUID id) {
        var journey = journeys.find(id).orElseThrow();
        if (done || journey.state() == JourneyState.DONE) {
            return new FinishOutcome.Done(journey);
        }
        return journey.state() == JourneyState.STOPPED ? new FinishOutcome.Stopped() : new FinishOutcome.Saving(journey);
    }

    private FinishOutcome refused(Journey journey, UUID order, Refusal refusal, Origin origin) {
        if (refusal instanceof Refusal.Replayed) {
            // The recovery gave this order up, or finished it, while it was under way.
            return new FinishOutcome.Saving(journeys.find(journey.id()).orElseThrow());
        }
        return transaction.execute(status -> {
            Step back = switch (refusal) {
                case Refusal.GrantRefused(Refusal.GrantRefused.Reason reason) -> switch (reason) {
                    case FACE_EXPIRED, FACE_BEFORE_LINK -> Step.RETAKE;
                    case LINK_EXPIRED -> Step.RESEND;
                    default -> Step.STOP;
                };
                default -> Step.STOP;
            };
            String reason = refusal instanceof Refusal.GrantRefused(Refusal.GrantRefused.Reason why) ? why.name()
                    : refusal.getClass().getSimpleName();
            record("passphrase.reset.refused", journey, Map.of("reason", reason, "order", order.toString()), origin);
            if (!journeys.take(journey.id(), back)) {
                return new FinishOutcome.NotNow(journeys.find(journey.id()).orElseThrow());
            }
            return switch (back) {
                case RETAKE -> {
                    // The old proof makes room for a new one.
                    selfie.spend(journey.id());
                    yield new FinishOutcome.PhotoTooOld();
                }
                case RESEND -> new FinishOutcome.LinkTooOld();
                default -> {
                    journeys.reason(journey.id(), refusal instanceof Refusal.Suspended ? "SUSPENDED" : "REFUSED");
                    links.cancel(journey.id(), origin);
                    yield new FinishOutcome.Stopped();
                }
            };
        });
    }

    private @Nullable AgreementAcceptance acceptance(NewPassphrase form) {
        var current = agreements.current(form.agreementLanguage());
        boolean same = current.version().equals(form.agreementVersion()) && current.sha256().equals(form.agreementSha256());
        return form.agreed() && same
                ? new AgreementAcceptance(current.version(), current.language(), current.sha256(), clock.instant()) : null;
    }

    private void record(String type, Journey journey, Map<String, String> details, Origin origin) {
        audit.record(new AuditEvent(type, journey.account(), journey.account(), "certificate:" + journey.certificate(), details,
                origin));
    }
}
