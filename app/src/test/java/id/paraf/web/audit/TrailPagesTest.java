package id.paraf.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.Role;
import id.paraf.account.TestPeople;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.audit.AuditVerifier;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Wib;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** What an auditor sees of the trail, and what the trail sees of the auditor. */
@ParafTest
class TrailPagesTest {

    @LocalServerPort
    int port;
    @Autowired
    TestPeople people;
    @Autowired
    Audit audit;
    @Autowired
    TransactionTemplate transaction;
    @Autowired
    MutableClock clock;
    @Autowired
    JdbcClient jdbc;

    private void record(String type, UUID actor, String subject, int count) {
        transaction.executeWithoutResult(status -> {
            for (int i = 0; i < count; i++) {
                audit.record(new AuditEvent(type, null, actor, subject, Map.of("number", Integer.toString(i)), Origin.SYSTEM));
            }
        });
    }

    private int looks(UUID auditor) {
        return jdbc.sql("SELECT count(*) FROM audit_event WHERE type = 'audit.read' AND actor = :actor").param("actor", auditor)
                .query(Integer.class).single();
    }

    @Test
    @Proves({"AL-02", "OP-04"})
    void anAuditorFiltersAndPagesAndEachLookIsAnEvent() {
        var auditor = people.claimed(Role.AUDITOR);
        var browser = people.enrol(auditor, port);
        assertThat(browser.get("/").headers().firstValue("Location").orElse("")).isEqualTo("/audit");
        var somebody = people.claimed();
        String subject = "probe:" + UUID.randomUUID();
        record("probe.tested", somebody.id, subject, 60);
        record("probe.other", null, subject, 1);

        String first = browser.get("/audit?subject=" + subject + "&kind=probe.tested").body();
        assertThat(first).contains("<span class=\"muted\">number</span> 59").contains("<span class=\"muted\">number</span> 10")
                .doesNotContain("<span class=\"muted\">number</span> 9<")
                .doesNotContain("<code class=\"small\">probe.other</code>");
        var next = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"").matcher(first);
        assertThat(next.find()).isTrue();
        // What is recorded meanwhile moves nothing.
        record("probe.tested", somebody.id, subject, 5);
        String second = browser.get(next.group(1).replace("&amp;", "&")).body();
        assertThat(second).contains("<span class=\"muted\">number</span> 9<").contains("<span class=\"muted\">number</span> 0<")
                .doesNotContain("<span class=\"muted\">number</span> 10<").doesNotContain("rel=\"next\"");

        assertThat(browser.get("/audit?actor=" + somebody.username + "&subject=" + subject).body()).contains("probe.tested")
                .contains("Demo Pemilik").doesNotContain("<code class=\"small\">probe.other</code>");
        String today = LocalDate.ofInstant(clock.instant(), Wib.ZONE).toString();
        String yesterday = LocalDate.ofInstant(clock.instant(), Wib.ZONE).minusDays(1).toString();
        assertThat(browser.get("/audit?subject=" + subject + "&from=" + today + "&until=" + today).body())
                .contains("<code class=\"small\">probe.other</code>");
        assertThat(browser.get("/audit?subject=" + subject + "&until=" + yesterday).body())
                .contains("Tidak ada kejadian yang cocok");
        assertThat(looks(auditor.id)).isEqualTo(5);
        assertThat(browser.get("/audit?actor=tidak-ada").body()).contains("Tidak ada akun dengan username");
        assertThat(jdbc.sql("SELECT details ->> 'subject' FROM audit_event WHERE type = 'audit.read' AND actor = :actor LIMIT 1")
                .param("actor", auditor.id).query(String.class).single()).isEqualTo(subject);
    }

    /** What a corrected certificate came by is recorded as a renewal, and is none to who reads it. */
    @Test
    void eventsOfCorrectionsGoByTheirOwnNames() {
        var browser = people.enrol(people.claimed(Role.AUDITOR), port);
        String subject = "probe:" + UUID.randomUUID();
        for (var kind : new String[] {"corrected", "same"}) {
            transaction.executeWithoutResult(status -> audit.record(
                    new AuditEvent("renewal.ordered", null, null, subject, Map.of("subject", kind), Origin.SYSTEM)));
        }
        assertThat(browser.get("/audit?subject=" + subject).body())
                .containsOnlyOnce("<div>Sertifikat dengan data yang diperbaiki diminta")
                .containsOnlyOnce("<div>Perpanjangan");
    }

    @Test
    @Proves({"OP-04", "AL-05"})
    void theWholeTrailIsAFileThatHoldsAndSaysWhoTookIt() throws IOException {
        var auditor = people.claimed(Role.AUDITOR);
        var browser = people.enrol(auditor, port);
        var file = browser.get("/audit/export");
        assertThat(file.headers().firstValue("Content-Disposition").orElse("")).contains("paraf-audit.jsonl");
        assertThat(file.body()).contains("\"type\":\"audit.exported\"").contains(auditor.id.toString());
        var verdict = AuditVerifier.verify(new BufferedReader(new StringReader(file.body())), null, null);
        assertThat(verdict).isInstanceOf(AuditVerifier.Verdict.Intact.class);
        assertThat(((AuditVerifier.Verdict.Intact) verdict).key()).as("signed").isNotNull();
    }

    @Test
    @Proves("OP-04")
    void nobodyElseReadsIt() {
        for (var role : new Role[] {Role.SIGNER, Role.OFFICER, Role.CA_OPERATOR, Role.VERIFIKATOR}) {
            var browser = people.enrol(people.claimed(role), port);
            assertThat(browser.get("/audit").statusCode()).as(role.name()).isEqualTo(403);
            assertThat(browser.get("/audit/export").statusCode()).as(role.name()).isEqualTo(403);
        }
        var auditor = people.enrol(people.claimed(Role.AUDITOR), port);
        for (String path : new String[] {"/officer", "/officer/cases", "/operator", "/institution/units", "/documents"}) {
            assertThat(auditor.get(path).statusCode()).as(path).isEqualTo(403);
        }
    }
}
