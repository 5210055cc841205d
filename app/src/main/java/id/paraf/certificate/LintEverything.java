package id.paraf.certificate;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;
import id.paraf.pki.Profile;
import id.paraf.pki.Profiles;
import id.paraf.pki.lint.Lints;

/**
 * Judges everything in force once more, each certificate by the profile it was issued under: a rule that was added or sharpened
 * finds what was signed before it (CA-03). What was revoked or has ended is left out: its defect is dealt with, and would raise the
 * alarm each night for good. A page at a time, so that millions need no more memory than a few.
 */
@Component
class LintEverything {

    private static final Logger LOG = LoggerFactory.getLogger(LintEverything.class);
    private static final int PAGE = 500;
    /** How many a message names. */
    private static final int FIRST = 5;

    private final JdbcClient jdbc;
    private final ProfileRows versions;
    private final Authorities authorities;
    private final LintFindings findings;
    private final ApplicationEventPublisher events;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    LintEverything(JdbcClient jdbc, ProfileRows versions, Authorities authorities, LintFindings findings,
            ApplicationEventPublisher events, Audit audit, Clock clock,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.versions = versions;
        this.authorities = authorities;
        this.findings = findings;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    private record Issued(UUID id, String serial, String profile, @Nullable String version, String authority, byte[] der) {
    }

    /** Raises the alarm for each that breaks a rule; says how many. */
    int run() {
        var known = versions.all();
        // What was issued while profiles were a part of the program looks as those look that it came with.
        var first = Profiles.shipped();
        int seen = 0;
        int wrong = 0;
        var named = new ArrayList<String>();
        UUID run = UUID.randomUUID();
        UUID last = null;
        List<Issued> page;
        do {
            page = page(last);
            for (var one : page) {
                Profile profile = one.version() == null ? first.named(one.profile())
                        : java.util.Objects.requireNonNull(known.get(one.version()));
                var broken = Lints.run(one.der(), profile, authorities.named(one.authority()).orElseThrow().der());
                if (!broken.isEmpty()) {
                    wrong++;
                    raise(one, broken, run);
                    if (named.size() < FIRST) {
                        named.add(one.serial() + ": " + String.join("; ", broken));
                    }
                }
                last = one.id();
            }
            seen += page.size();
        } while (page.size() == PAGE);
        ended(run, seen, wrong, named);
        LOG.info("Linted {} certificates in force; {} break rules", seen, wrong);
        return wrong;
    }

    private List<Issued> page(@Nullable UUID after) {
        return jdbc.sql("""
                SELECT id, serial, profile, encode(profile_sha256, 'hex') AS version, authority, der FROM certificate
                WHERE phase IN ('ISSUED', 'SUSPENDED') AND not_after >= :now AND (:after::uuid IS NULL OR id > :after)
                ORDER BY id LIMIT :limit""").param("now", CertificateRows.utc(clock.instant())).param("after", after)
                .param("limit", PAGE)
                .query((rs, i) -> new Issued(rs.getObject("id", UUID.class),
                        LintFindings.hex(rs.getBigDecimal("serial").toBigIntegerExact()), rs.getString("profile"),
                        rs.getString("version"),
                        rs.getString("authority"), rs.getBytes("der")))
                .list();
    }

    private void raise(Issued one, List<String> broken, UUID run) {
        LOG.error("Certificate {} breaks rules: {}", one.id(), broken);
        transaction.executeWithoutResult(status -> {
            findings.found(one.id(), broken, run);
            audit.record(new AuditEvent("certificate.lint-failed", null, null, "certificate:" + one.id(),
                    Map.of("findings", String.join("; ", broken)), Origin.SYSTEM));
        });
    }

    /** The end of a run is an event, whatever it found; who is to hear of findings hears of them here, once. */
    private void ended(UUID run, int seen, int wrong, List<String> named) {
        transaction.executeWithoutResult(status -> {
            findings.forgetAllBut(run);
            audit.record(new AuditEvent("register.linted", null, null, "authority:" + Authorities.ISSUING,
                    Map.of("seen", Integer.toString(seen), "broken", Integer.toString(wrong)), Origin.SYSTEM));
            if (wrong > 0) {
                events.publishEvent(new DefectsFound(wrong, List.copyOf(named)));
            }
        });
    }
}
