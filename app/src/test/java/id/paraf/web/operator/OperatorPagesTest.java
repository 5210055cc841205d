package id.paraf.web.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Role;
import id.paraf.account.TestPeople;
import id.paraf.certificate.Authorities;
import id.paraf.certificate.RevocationLists;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** What a CA operator sees and does: never anything about a person. */
@ParafTest
class OperatorPagesTest {

    @LocalServerPort
    int port;
    @Autowired
    TestPeople people;
    @Autowired
    RevocationLists lists;
    @Autowired
    Authorities authorities;
    @Autowired
    JdbcClient jdbc;

    private int events(String type, TestPeople.Person by) {
        return jdbc.sql("SELECT count(*) FROM audit_event WHERE type = :type AND actor = :actor").param("type", type)
                .param("actor", by.id).query(Integer.class).single();
    }

    @Test
    @Proves("OP-04")
    void theStateOfTheAuthorityIsThereAtAGlance() {
        var operator = people.claimed(Role.CA_OPERATOR);
        var browser = people.enrol(operator, port);
        assertThat(browser.get("/").headers().firstValue("Location").orElse("")).isEqualTo("/operator");
        lists.current(Authorities.ROOT);
        String page = browser.get("/operator").body();
        assertThat(page).contains("CA induk", "CA penerbit", "Penjawab OCSP", "Stempel waktu", "Log transparansi")
                .contains(authorities.root().certificate().getSerialNumber().toString(16).toUpperCase(java.util.Locale.ROOT))
                .contains("<a href=\"/crl/root-g1.crl\">root-g1</a>");

        assertThat(browser.post("/operator/trail").statusCode()).isEqualTo(303);
        assertThat(events("audit.checked", operator)).isEqualTo(1);
        assertThat(browser.get("/operator").body()).containsPattern("Jejak audit (utuh|tidak utuh)");
    }

    @Test
    @Proves({"CR-01", "AL-02"})
    void aListIsPublishedBeforeItIsDueAndOnceForEachTimeItWasSeen() {
        var operator = people.claimed(Role.CA_OPERATOR);
        var browser = people.enrol(operator, port);
        long before = lists.current(Authorities.ROOT).orElseThrow().number();
        String page = browser.get("/operator").body();
        var seen = Pattern.compile("name=\"list\" value=\"root-g1\"><input type=\"hidden\" name=\"number\" value=\"([0-9]+)\"")
                .matcher(page);
        assertThat(seen.find()).isTrue();
        assertThat(Long.parseLong(seen.group(1))).isEqualTo(before);
        for (int i = 0; i < 2; i++) {
            assertThat(browser.post("/operator/lists", "list", "root-g1", "number", seen.group(1)).statusCode()).isEqualTo(303);
        }
        assertThat(lists.current(Authorities.ROOT).orElseThrow().number()).isEqualTo(before + 1);
        assertThat(events("authority.list-ordered", operator)).isEqualTo(1);
        assertThat(browser.post("/operator/lists", "list", "nobody-g9", "number", "1").statusCode()).isEqualTo(404);
        assertThat(browser.post("/operator/lists", "list", "root-g1-delta", "number", "1").statusCode()).isEqualTo(404);
    }

    @Test
    @Proves("OP-04")
    void whoHoldsATrustedRoleIsReviewed() {
        var operator = people.claimed(Role.CA_OPERATOR);
        var auditor = people.claimed(Role.AUDITOR);
        var signer = people.claimed();
        var browser = people.enrol(operator, port);
        assertThat(browser.get("/operator/roles").body()).contains(operator.username, auditor.username)
                .doesNotContain("<code>" + signer.username + "</code>");
        assertThat(browser.post("/operator/roles").statusCode()).isEqualTo(303);
        assertThat(events("roles.reviewed", operator)).isEqualTo(1);
        assertThat(browser.get("/operator/roles").body()).contains("Terakhir ditinjau");
    }
}
