package id.paraf.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** Accounts of before, whose institution and unit were texts, and the rules that the tables themselves hold. */
@ParafTest
class InstitutionsMigrationTest {

    @Autowired
    DataSource database;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    TestPeople people;

    private static Flyway upTo(String version, DataSource database, String schema) {
        return Flyway.configure().dataSource(database).schemas(schema).locations("classpath:db/migration").target(version + "?")
                .load();
    }

    @Test
    @Proves("RA-02")
    void textsBecomeRowsAndNobodyComesNearerToAnybody() {
        String schema = "before_institutions";
        upTo("179", database, schema).migrate();
        String[][] before = {{"Dinas A", "Umum"}, {"Dinas A", "Umum"}, {"Dinas A", "umum"}, {"dinas a", "Umum"},
                {"Dinas-A", "Keuangan"},
                {"???", "Umum"}};
        for (int i = 0; i < before.length; i++) {
            jdbc.sql("INSERT INTO " + schema + """
                    .account (id, username, name, institution, unit, roles, email, created_at)
                    VALUES (:id, :name, 'Orang', :institution, :unit, '{SIGNER}', :name || '@a.example', '2026-01-01T00:00Z')""")
                    .param("id", new UUID(0, i)).param("name", "u" + i).param("institution", before[i][0])
                    .param("unit", before[i][1]).update();
        }
        upTo("181", database, schema).migrate();
        var after = jdbc.sql("SELECT i.name || '/' || u.name FROM " + schema + ".account a JOIN " + schema
                + ".account_unit u ON u.id = a.unit JOIN " + schema
                + ".account_institution i ON i.id = u.institution ORDER BY a.id")
                .query(String.class).list();
        assertThat(after).containsExactly("Dinas A/Umum", "Dinas A/Umum", "Dinas A/umum", "dinas a/Umum", "Dinas-A/Keuangan",
                "???/Umum");
        assertThat(jdbc.sql("SELECT code FROM " + schema + ".account_institution").query(String.class).list()).hasSize(4)
                .doesNotHaveDuplicates().contains("dinas-a", "instansi").allMatch(code -> code.matches("[a-z0-9-]+"));
        assertThat(jdbc.sql("SELECT count(*) FROM " + schema + ".account_unit").query(Integer.class).single()).isEqualTo(5);
    }

    @Test
    @Proves("OP-04")
    void theTableItselfKeepsDutiesSeparate() {
        UUID officer = people.claimed(Role.OFFICER).id;
        for (String roles : new String[] {"{OFFICER,CA_OPERATOR}", "{OFFICER,AUDITOR}", "{OFFICER,VERIFIKATOR}",
                "{SIGNER,CA_OPERATOR,AUDITOR}", "{ROOT}"}) {
            assertThatThrownBy(() -> jdbc.sql("UPDATE account SET roles = :roles::text[] WHERE id = :id").param("roles", roles)
                    .param("id", officer).update()).as(roles).isInstanceOf(DataIntegrityViolationException.class)
                    .hasMessageContaining("account_roles_");
        }
    }
}
