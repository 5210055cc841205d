package id.paraf.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

import id.paraf.kernel.Origin;

/** Records events, in the same transaction as the state change that they tell of: one cannot exist without the other. */
@Component
public class Audit {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final JsonMapper json;
    private final Trail trail;
    private final SignHead head;

    Audit(JdbcClient jdbc, Clock clock, JsonMapper json, Trail trail, SignHead head) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.json = json;
        this.trail = trail;
        this.head = head;
    }

    /** Records an event. Must be called inside the transaction of the state change. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(AuditEvent event) {
        record(List.of(event));
    }

    /** The same for several that happen at once, in this order. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(List<AuditEvent> events) {
        jdbc.sql("""
                INSERT INTO audit_event (at, type, account, actor, subject, details, address, agent)
                SELECT :at, e.type, e.account, e.actor, e.subject, e.details::jsonb, e.address, e.agent
                FROM unnest(:types::text[], :accounts::uuid[], :actors::uuid[], :subjects::text[], :details::text[],
                    :addresses::text[], :agents::text[]) WITH ORDINALITY
                    e (type, account, actor, subject, details, address, agent, number) ORDER BY e.number""")
                .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("types", texts(events, AuditEvent::type))
                .param("accounts", events.stream().map(AuditEvent::account).toArray(UUID[]::new))
                .param("actors", events.stream().map(AuditEvent::actor).toArray(UUID[]::new))
                .param("subjects", texts(events, AuditEvent::subject))
                .param("details", texts(events, event -> json.writeValueAsString(event.details())))
                .param("addresses", texts(events, event -> event.origin().address()))
                .param("agents", texts(events, event -> event.origin().agent())).update();
    }

    private static String[] texts(List<AuditEvent> events, Function<AuditEvent, String> column) {
        return events.stream().map(column).toArray(String[]::new);
    }

    /** What happened to an account, latest first; {@code size} events to a page, pages counted from 0. */
    public List<Entry> of(UUID account, int page, int size) {
        return jdbc.sql("SELECT " + Trail.COLUMNS + """
                 FROM audit_event e WHERE e.account = :account ORDER BY e.id DESC LIMIT :size OFFSET :offset""")
                .param("account", account).param("size", size).param("offset", (long) page * size)
                .query((rs, i) -> trail.entry(rs)).list();
    }

    /** The latest hundred events that fit, oldest first; null fits everything. */
    public List<Entry> find(@Nullable String type, @Nullable UUID account, @Nullable String subject) {
        return jdbc.sql("SELECT " + Trail.COLUMNS + """
                 FROM audit_event e
                WHERE (:type::text IS NULL OR e.type = :type) AND (:account::uuid IS NULL OR e.account = :account)
                    AND (:subject::text IS NULL OR e.subject = :subject)
                ORDER BY e.id DESC LIMIT 100""").param("type", type).param("account", account).param("subject", subject)
                .query((rs, i) -> trail.entry(rs)).list().reversed();
    }

    /** The newest event of a kind, if there was one. */
    public Optional<Entry> last(String type) {
        return jdbc.sql("SELECT " + Trail.COLUMNS
                + "FROM audit_event e WHERE e.type = :type ORDER BY e.at DESC, e.id DESC LIMIT 1").param("type", type)
                .query((rs, i) -> trail.entry(rs)).optional();
    }

    /** Remembers that somebody takes the whole trail away; it is in what they take. */
    @Transactional
    public void exportedBy(UUID auditor, Origin origin) {
        record(new AuditEvent("audit.exported", null, auditor, "audit:trail", Map.of(), origin));
    }

    /**
     * Writes every event recorded so far as one line of JSON each, with its position and hash, a line for every signed head,
     * and a last line with the head of the chain, which is signed (AL-05). What {@link AuditVerifier} reads. The same trail
     * exported again is the same text.
     */
    public void export(Appendable out) {
        head.sign();
        long signed = jdbc.sql("SELECT coalesce(max(position), 0) FROM audit_signature").query(Long.class).single();
        long[] last = {0};
        String[] hash = {"0".repeat(64)};
        // A page at a time, so that a long trail needs no long transaction and no large memory.
        while (exportPage(out, last, hash, signed)) {
            continue;
        }
        append(out, "{\"head\":" + last[0] + ",\"hash\":\"" + hash[0] + "\"}\n");
    }

    /** What was recorded after the last signature is left to the next export: nothing unsigned leaves. */
    private boolean exportPage(Appendable out, long[] last, String[] hash, long signed) {
        var heads = jdbc.sql("""
                SELECT * FROM audit_signature WHERE position > :last AND position <= :last + 1000 AND position <= :signed""")
                .param("last", last[0]).param("signed", signed).query(SignHead::read).list().stream()
                .collect(Collectors.toMap(SignedHead::position, SignedHead::line));
        var page = jdbc.sql("SELECT l.position, l.hash, " + Trail.COLUMNS + """
                 FROM audit_link l JOIN audit_event e ON e.id = l.event
                WHERE l.position > :last AND l.position <= :signed ORDER BY l.position LIMIT 1000""").param("last", last[0])
                .param("signed", signed).query((rs, i) -> {
                    last[0] = rs.getLong("position");
                    hash[0] = HexFormat.of().formatHex(rs.getBytes("hash"));
                    return "{\"position\":" + last[0] + ",\"hash\":\"" + hash[0] + "\",\"event\":"
                            + trail.canonical(trail.entry(rs))
                            + "}\n" + heads.getOrDefault(last[0], "");
                }).list();
        page.forEach(line -> append(out, line));
        return !page.isEmpty();
    }

    private static void append(Appendable out, String line) {
        try {
            out.append(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
