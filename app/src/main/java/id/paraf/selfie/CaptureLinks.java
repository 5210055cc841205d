package id.paraf.selfie;

import static id.paraf.selfie.Times.at;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Randomness;
import id.paraf.kernel.RootSecret;
import id.paraf.kernel.SecretText;
import id.paraf.keyroom.proof.LinkProof;

/**
 * Links that hand a capture to the phone. Looking at one changes nothing, so that preview bots do no harm; claiming one
 * takes the two-digit number from the asking screen, works once, and yields a capture session and the link proof.
 */
@Component
public class CaptureLinks {

    /** How long a link can be claimed. */
    public static final Duration LIFE = Duration.ofMinutes(10);
    /** Wrong match numbers a journey survives, over all its links (RP-12). */
    public static final int TRIES = 5;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Randomness randomness;
    private final Audit audit;
    private final CaptureSessions sessions;
    private final ApplicationEventPublisher events;
    private final LinkRows rows;
    private final javax.crypto.SecretKey proofKey;

    CaptureLinks(JdbcClient jdbc, Clock clock, Randomness randomness, Audit audit, CaptureSessions sessions,
            ApplicationEventPublisher events, RootSecret rootSecret) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.randomness = randomness;
        this.audit = audit;
        this.sessions = sessions;
        this.events = events;
        this.rows = new LinkRows(jdbc);
        this.proofKey = rootSecret.derive("proof/link", "HmacSHA256");
    }

    /**
     * Makes a link; earlier ones of the journey die. Rate limits are the caller's, who knows number and address.
     *
     * @return empty if the journey died of wrong numbers, was disowned or cancelled
     */
    @Transactional
    public Optional<IssuedLink> issue(CaptureOrder order, Origin requester) {
        return issue(order, requester, false);
    }

    /** Makes a link for the same person's other device, shown as a QR code; claiming it proves nothing about a number. */
    @Transactional
    public Optional<IssuedLink> handOver(CaptureSession session, Origin requester) {
        return issue(new CaptureOrder(session.journey(), session.account(), session.purpose(), session.key(),
                session.key() == null ? null : Instant.EPOCH, session.initials(), session.next()), requester, true);
    }

    private Optional<IssuedLink> issue(CaptureOrder order, Origin requester, boolean handover) {
        sessions.journey(order.journey(), order.account());
        if (rows.lock(order.journey()).dead()) {
            return Optional.empty();
        }
        withdraw(order.journey());
        Instant now = clock.instant();
        String token = randomness.token();
        int number = 10 + randomness.below(90);
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                INSERT INTO capture_link (id, journey, account, signer_key, purpose, handover, number_since, initials, next_path,
                    token_sha256, match_number, requester_address, requester_agent, state, issued_at, expires_at)
                VALUES (:id, :journey, :account, :key, :purpose, :handover, :since, :initials, :next, :token, :number,
                    :address, :agent, 'OPEN', :now, :expires)""")
                .param("id", id).param("journey", order.journey()).param("account", order.account())
                .param("key", order.key()).param("purpose", order.purpose().name()).param("handover", handover)
                .param("since", order.numberSince() == null ? null : at(order.numberSince()))
                .param("initials", order.initials()).param("next", order.next()).param("token", Hashes.ofToken(token))
                .param("number", number).param("address", requester.address()).param("agent", requester.agent())
                .param("now", at(now)).param("expires", at(now.plus(LIFE))).update();
        record("link.issued", order.account(), order.account(), order.journey(),
                Map.of("purpose", order.purpose().name(), "handover", Boolean.toString(handover)), requester);
        return Optional.of(new IssuedLink(SecretText.of(token), number, now.plus(LIFE)));
    }

    /** What the page behind a link may show. Changes nothing. */
    @Transactional(readOnly = true)
    public Optional<LinkView> look(String token) {
        return rows.find(token).filter(link -> whyGone(link).isEmpty()).map(link -> new LinkView(link.purpose(),
                link.initials(), link.requesterAgent(), link.requesterAddress(), link.issuedAt(), link.expiresAt(),
                TRIES - link.wrongNumbers()));
    }

    /** Why a link opens nothing; empty if it can be claimed. Changes nothing. */
    @Transactional(readOnly = true)
    public Optional<ClaimOutcome.Why> whyGone(String token) {
        return rows.find(token).map(this::whyGone).orElse(Optional.of(ClaimOutcome.Why.UNKNOWN));
    }

    /** What a link that was claimed belongs to; empty for every other. */
    @Transactional(readOnly = true)
    public Optional<UUID> claimedFor(String token) {
        return rows.find(token).filter(link -> link.state().equals("CLAIMED")).map(LinkRows.Link::journey);
    }

    private Optional<ClaimOutcome.Why> whyGone(LinkRows.Link link) {
        if (link.state().equals("CLAIMED")) {
            return Optional.of(ClaimOutcome.Why.USED);
        }
        if (link.state().equals("DEAD") || link.journeyDead()) {
            return Optional.of(ClaimOutcome.Why.DEAD);
        }
        if (link.state().equals("REPLACED")) {
            return Optional.of(rows.newer(link) ? ClaimOutcome.Why.REPLACED : ClaimOutcome.Why.WITHDRAWN);
        }
        return link.expiresAt().isAfter(clock.instant()) ? Optional.empty() : Optional.of(ClaimOutcome.Why.EXPIRED);
    }

    /** Claims a link for the device at {@code origin}. */
    @Transactional
    public ClaimOutcome claim(String token, int number, Origin origin) {
        var found = rows.find(token);
        if (found.isEmpty()) {
            return new ClaimOutcome.Gone(ClaimOutcome.Why.UNKNOWN);
        }
        // Claims of one journey queue here, so that wrong numbers are counted before the next one is looked at.
        rows.lock(found.get().journey());
        LinkRows.Link link = rows.find(token).orElseThrow();
        var gone = whyGone(link);
        if (gone.isPresent()) {
            if (gone.get() == ClaimOutcome.Why.USED) {
                record("link.replayed", link.account(), null, link.journey(), Map.of(), origin);
                events.publishEvent(new CaptureNews.LinkReplayed(link.journey(), link.account(), origin));
            }
            return new ClaimOutcome.Gone(gone.get());
        }
        if (number != link.matchNumber()) {
            return wrongNumber(link, origin);
        }
        Instant now = clock.instant();
        byte[] proof = link.provesNumber() ? LinkProof.sign(proofKey, link.key(), link.account(), link.journey(), now,
                link.numberSince(), number, Hashes.ofToken(token)).encode() : null;
        int claimed = jdbc.sql("""
                UPDATE capture_link SET state = 'CLAIMED', claimed_at = :now, proof = :proof
                WHERE token_sha256 = :token AND state = 'OPEN' AND expires_at > :now AND match_number = :number""")
                .param("now", at(now)).param("proof", proof).param("token", Hashes.ofToken(token)).param("number", number)
                .update();
        if (claimed != 1) {
            return new ClaimOutcome.Gone(ClaimOutcome.Why.USED);
        }
        record("link.claimed", link.account(), null, link.journey(), Map.of("handover", Boolean.toString(link.handover())),
                origin);
        SecretText session = sessions.begin(link.order(), origin);
        events.publishEvent(new CaptureNews.LinkClaimed(link.journey(), link.account(), origin));
        return new ClaimOutcome.Claimed(link.journey(), session);
    }

    private ClaimOutcome wrongNumber(LinkRows.Link link, Origin origin) {
        int left = TRIES - jdbc.sql("""
                UPDATE capture_journey SET wrong_numbers = wrong_numbers + 1 WHERE journey = :journey
                RETURNING wrong_numbers""").param("journey", link.journey()).query(Integer.class).single();
        record("link.number.wrong", link.account(), null, link.journey(), Map.of("left", Integer.toString(left)), origin);
        if (left <= 0) {
            kill(link.journey(), link.account(), LinkState.DeathCause.GUESSED, origin);
            return new ClaimOutcome.Gone(ClaimOutcome.Why.DEAD);
        }
        events.publishEvent(new CaptureNews.WrongNumber(link.journey(), link.account(), left, origin));
        return new ClaimOutcome.WrongNumber(left);
    }

    /** "Bukan saya" on the phone: whoever holds the link says the journey is not theirs. Ends it for good. */
    @Transactional
    public boolean disown(String token, Origin origin) {
        var link = rows.find(token).filter(found -> whyGone(found).isEmpty());
        link.ifPresent(found -> kill(found.journey(), found.account(), LinkState.DeathCause.DISOWNED, origin));
        return link.isPresent();
    }

    /** Ends everything a journey's links and sessions could still do. Safe to call twice. */
    @Transactional
    public void cancel(UUID journey, Origin origin) {
        rows.account(journey).ifPresent(account -> kill(journey, account, LinkState.DeathCause.CANCELLED, origin));
    }

    private void kill(UUID journey, UUID account, LinkState.DeathCause cause, Origin origin) {
        int died = jdbc
                .sql("UPDATE capture_journey SET died_at = :now, died_of = :cause WHERE journey = :journey AND died_at IS NULL")
                .param("now", at(clock.instant())).param("cause", cause.name()).param("journey", journey).update();
        if (died == 0) {
            return;
        }
        jdbc.sql("UPDATE capture_link SET state = 'DEAD' WHERE journey = :journey AND state = 'OPEN'")
                .param("journey", journey).update();
        sessions.endAll(journey);
        record("capture.ended", account, null, journey, Map.of("cause", cause.name()), origin);
        if (cause != LinkState.DeathCause.CANCELLED) {
            events.publishEvent(new CaptureNews.JourneyDied(journey, account, cause, origin));
        }
    }

    /** Where the newest link stands that a journey sent. */
    @Transactional(readOnly = true)
    public LinkState state(UUID journey) {
        return rows.newest(journey, false).map(this::state).orElseGet(LinkState.None::new);
    }

    /** Where the newest link stands that a journey showed for the person's other device. */
    @Transactional(readOnly = true)
    public LinkState handOverState(UUID journey) {
        return rows.newest(journey, true).map(this::state).orElseGet(LinkState.None::new);
    }

    /** Nobody claims what a journey sent or showed so far; it may have other links later. Part of what made it so, which is recorded. */
    @Transactional
    public void withdraw(UUID journey) {
        jdbc.sql("UPDATE capture_link SET state = 'REPLACED' WHERE journey = :journey AND state = 'OPEN'").param("journey", journey)
                .update();
    }

    private LinkState state(LinkRows.Link link) {
        if (link.deathCause() != null) {
            return new LinkState.Dead(link.deathCause());
        }
        if (link.claimedAt() != null) {
            return new LinkState.Claimed(link.claimedAt());
        }
        if (link.state().equals("REPLACED")) {
            // The newest of its journey: nothing replaced it.
            return new LinkState.Withdrawn();
        }
        return link.expiresAt().isAfter(clock.instant())
                ? new LinkState.Waiting(link.matchNumber(), link.issuedAt(), link.expiresAt(), TRIES - link.wrongNumbers())
                : new LinkState.Expired(link.expiresAt());
    }

    /** The proof that a journey's link was claimed; the keyroom checks it, its age and that it is used once. */
    @Transactional(readOnly = true)
    public Optional<LinkProof> proof(UUID journey) {
        return rows.proof(journey).map(LinkProof::decode);
    }

    private void record(String type, UUID account, @Nullable UUID actor, UUID journey,
            Map<String, String> details, Origin origin) {
        audit.record(new AuditEvent(type, account, actor, "journey:" + journey, details, origin));
    }
}
