package id.paraf.passphrase;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.Account;
import id.paraf.account.Accounts;
import id.paraf.account.Contacts;
import id.paraf.account.PhoneNumber;
import id.paraf.account.SecurityNotices;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.CertificateId;
import id.paraf.certificate.Register;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.KeyState;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.ResetPolicy;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;
import id.paraf.passphrase.Journey.LinkChannel;
import id.paraf.passphrase.StartOutcome.AlreadyOpen;
import id.paraf.passphrase.StartOutcome.Sent;
import id.paraf.selfie.CaptureLinks;
import id.paraf.selfie.LinkState;
import id.paraf.selfie.Meeting;
import id.paraf.selfie.SelfieCases;

/**
 * The half of the reset journey on the screen where the signer is logged in: check the number, send the link, follow, send
 * again, give up. The caller has seen a fresh second factor. The other half is {@link FinishReset}.
 */
@Component
public class ResetPassphrase {

    private static final Duration JOURNEY_LIFE = Duration.ofMinutes(30);
    /** Numbers younger than this renew; the keyroom decides the same again by itself. */
    private static final Duration NUMBER_SETTLES = Duration.ofDays(30);

    private final Journeys journeys;
    private final Links links;
    private final CaptureLinks captureLinks;
    private final Accounts accounts;
    private final Contacts contacts;
    private final Register register;
    private final Keyroom keyroom;
    private final SelfieCases cases;
    private final Limits limits;
    private final SecurityNotices securityNotices;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    ResetPassphrase(Journeys journeys, Links links, CaptureLinks captureLinks, Accounts accounts, Contacts contacts,
            Register register,
            Keyroom keyroom, SelfieCases cases, Limits limits, SecurityNotices securityNotices, Audit audit, Clock clock,
            TransactionTemplate transaction) {
        this.journeys = journeys;
        this.links = links;
        this.captureLinks = captureLinks;
        this.accounts = accounts;
        this.contacts = contacts;
        this.register = register;
        this.keyroom = keyroom;
        this.cases = cases;
        this.limits = limits;
        this.securityNotices = securityNotices;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    /**
     * What a reset of this certificate would do, said before it happens.
     *
     * @param renews whether a new certificate takes the old one's place
     * @param youngNumber whether that is because the number is new
     * @param frozen whether "bukan saya" stopped the key, so that an officer comes first
     * @param ending the last two digits of the account's number, or null without a proven one
     */
    public record Preview(Certificate certificate, boolean renews, boolean youngNumber, boolean frozen,
            @Nullable String ending) {
    }

    /** Empty if the certificate is not this account's, or cannot be reset. */
    public Optional<Preview> preview(UUID account, CertificateId id) {
        Account owner = accounts.get(account);
        return register.ownedBy(account, id).filter(Certificate::usable)
                .flatMap(certificate -> keyroom.state(certificate.key()).filter(key -> key.phase() == KeyState.Phase.ACTIVE)
                        .map(key -> new Preview(certificate, key.policy() == ResetPolicy.RENEW || young(owner), young(owner),
                                key.frozen() && key.frozenUntil() == null, owner.phoneVerified() ? ending(owner) : null)));
    }

    /** Starts a journey and sends its link, if the typed number is the account's. */
    public StartOutcome start(UUID account, CertificateId id, String typed, @Nullable UUID loginSession, Origin origin) {
        var preview = preview(account, id).orElse(null);
        if (preview == null) {
            return new StartOutcome.NotPossible();
        }
        var open = current(account, id).filter(journey -> journey.state().open());
        if (open.isPresent()) {
            return new AlreadyOpen(open.get());
        }
        Account owner = accounts.get(account);
        if (!owner.phoneVerified()) {
            return new StartOutcome.NoVerifiedNumber();
        }
        UUID key = preview.certificate().key();
        if (preview.frozen()) {
            return new StartOutcome.Frozen(null);
        }
        var number = PhoneNumber.parse(typed);
        if (number.isEmpty()) {
            return new StartOutcome.NotANumber();
        }
        if (!number.get().equals(owner.phone())) {
            return limits.take(Limit.RESET_NUMBER_PER_ACCOUNT, account.toString()) instanceof Limits.Outcome.Refused(Duration pause)
                    ? new StartOutcome.TooMany(pause) : new StartOutcome.OtherNumber(ending(owner));
        }
        var pause = links.takeLimits(owner, origin);
        if (pause.isPresent()) {
            return new StartOutcome.TooMany(pause.get());
        }
        Instant now = clock.instant();
        return transaction.execute(status -> {
            UUID journeyId = UUID.randomUUID();
            UUID message = links.send(journeyId, owner, key, numberSince(owner), LinkChannel.WHATSAPP, origin).orElseThrow();
            var journey = new Journey(journeyId, account, id, key, JourneyState.LINK, preview.renews(), LinkChannel.WHATSAPP,
                    message,
                    now, null, now, now.plus(JOURNEY_LIFE), null, null, null);
            if (!journeys.insert(journey, numberSince(owner), loginSession, origin)) {
                // Another tab was faster by a moment: its journey is the one.
                status.setRollbackOnly();
                return journeys.newest(account, id).<StartOutcome>map(AlreadyOpen::new).orElseGet(StartOutcome.NotPossible::new);
            }
            record("passphrase.reset.started", journey, Map.of("renews", String.valueOf(preview.renews())), origin);
            if (preview.youngNumber()) {
                // The old number and the e-mail hear of it before anything happens (RP-20).
                securityNotices.tell(account, "reset-started", "certificate:" + id, origin);
            }
            return new Sent(journey);
        });
    }

    /** Sends another link; the ones before it die. */
    public StartOutcome resend(UUID account, UUID journeyId, LinkChannel channel, Origin origin) {
        var journey = owned(account, journeyId).orElse(null);
        if (journey == null) {
            return new StartOutcome.NotPossible();
        }
        if (!journey.state().takesLink()) {
            return new StartOutcome.NotNow(journey.state());
        }
        if (journey.resendAt().isAfter(clock.instant())) {
            return new StartOutcome.TooSoon(journey.resendAt());
        }
        // Who has taken over a login changes the address first: a young number renews, and a young mailbox gets no link at all.
        var settles = channel == LinkChannel.MAIL ? contacts.mailSettlesAt(account) : Optional.<Instant>empty();
        if (settles.isPresent()) {
            return new StartOutcome.NewMailbox(settles.get());
        }
        Account owner = accounts.get(account);
        var pause = links.takeLimits(owner, origin);
        if (pause.isPresent()) {
            return new StartOutcome.TooMany(pause.get());
        }
        return transaction.execute(status -> {
            var message = links.send(journeyId, owner, journey.key(), journeys.numberSince(journeyId), channel, origin);
            if (message.isEmpty()
                    || !journeys.sent(journeyId, channel, message.get(), clock.instant().minus(Journey.RESEND_PAUSE))) {
                status.setRollbackOnly();
                return new StartOutcome.NotNow(journeys.find(journeyId).orElseThrow().state());
            }
            record("passphrase.reset.link-resent", journey, Map.of("channel", channel.name()), origin);
            return new Sent(journeys.find(journeyId).orElseThrow());
        });
    }

    /** Gives a journey up; its links and capture sessions end. False if it is being saved or over. */
    public boolean cancel(UUID account, UUID journeyId, Origin origin) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var journey = owned(account, journeyId).orElse(null);
            if (journey == null || !journeys.take(journeyId, Step.CANCEL)) {
                return false;
            }
            captureLinks.cancel(journeyId, origin);
            record("passphrase.reset.cancelled", journey, Map.of(), origin);
            return true;
        }));
    }

    /** Hands the journey to an officer, for who cannot or would not use the phone. */
    public boolean askOfficer(UUID account, UUID journeyId, Origin origin) {
        var journey = owned(account, journeyId).filter(j -> Step.ASK_OFFICER.from().contains(j.state())).orElse(null);
        if (journey == null) {
            return false;
        }
        cases.open(journeyId, account, journey.key(), SelfieCases.Cause.CHOSEN, origin);
        return true;
    }

    /** The newest journey of a certificate, as it stands now. */
    public Optional<Journey> current(UUID account, CertificateId certificate) {
        return journeys.newest(account, certificate).map(this::asOfNow);
    }

    /** A journey, only if it is this account's. */
    public Optional<Journey> owned(UUID account, UUID journey) {
        return journeys.find(journey).filter(j -> j.account().equals(account)).map(this::asOfNow);
    }

    /** Where the newest link of a journey stands. */
    public LinkState link(UUID journey) {
        return captureLinks.state(journey);
    }

    /** The visible pause before another link; zero when it is over. */
    public Duration untilResend(Journey journey) {
        var left = Duration.between(clock.instant(), journey.resendAt());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Until when no link goes to the account's e-mail address, because that is new; null if it may. */
    public @Nullable Instant mailSettlesAt(UUID account) {
        return contacts.mailSettlesAt(account).orElse(null);
    }

    /** Whether an officer who saw the person took the place of the photo. */
    public boolean seenByOfficer(UUID journey) {
        return cases.ofJourney(journey).filter(found -> found.state() == SelfieCases.State.APPROVED).isPresent();
    }

    /** The officer's words about a journey's case, or null. */
    public @Nullable String officerNote(UUID journey) {
        return cases.ofJourney(journey).map(SelfieCases.Case::note).orElse(null);
    }

    /** What an officer arranged to see the person of a journey's case, or null. */
    public @Nullable Meeting meeting(UUID journey) {
        return cases.meeting(journey).orElse(null);
    }

    private Journey asOfNow(Journey journey) {
        if (journey.state().open() && journey.state() != JourneyState.SAVING && !journey.expiresAt().isAfter(clock.instant())) {
            expire(journey.id());
            return journeys.find(journey.id()).orElseThrow();
        }
        return journey;
    }

    /** Ends what nobody finished in time. */
    void expireOverdue() {
        List.copyOf(journeys.overdue()).forEach(this::expire);
    }

    private void expire(UUID id) {
        transaction.executeWithoutResult(status -> {
            if (journeys.take(id, Step.EXPIRE)) {
                captureLinks.cancel(id, Origin.SYSTEM);
                record("passphrase.reset.expired", journeys.find(id).orElseThrow(), Map.of(), Origin.SYSTEM);
            }
        });
    }

    private boolean young(Account owner) {
        return owner.phoneChangedAt() != null && owner.phoneChangedAt().isAfter(clock.instant().minus(NUMBER_SETTLES));
    }

    /** Since when the number has stood on the account: a number that never replaced another one is as old as the account. */
    private static Instant numberSince(Account owner) {
        return owner.phoneChangedAt() == null ? Instant.EPOCH : owner.phoneChangedAt();
    }

    private static String ending(Account owner) {
        String phone = String.valueOf(owner.phone());
        return phone.substring(phone.length() - 2);
    }

    private void record(String type, Journey journey, Map<String, String> details, Origin origin) {
        UUID actor = origin.equals(Origin.SYSTEM) ? null : journey.account();
        audit.record(new AuditEvent(type, journey.account(), actor, "certificate:" + journey.certificate(), details, origin));
    }
}
