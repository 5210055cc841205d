package id.paraf.enrolment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import id.paraf.population.PopulationRegister.Field;

/** The table {@code enrolment_finding}. */
@Component
class FindingRows {

    private final JdbcClient jdbc;

    FindingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UUID application, Finding finding) {
        jdbc.sql("""
                INSERT INTO enrolment_finding (application, found_at, asked_by, register, same, different, card, likeness)
                VALUES (:application, :at, :by, :register, :same, :different, :card, :likeness)""")
                .param("application", application).param("at", finding.at().atOffset(ZoneOffset.UTC))
                .param("by", finding.askedBy()).param("register", finding.register().name()).param("same", names(finding.same()))
                .param("different", names(finding.different())).param("card", finding.card().name())
                .param("likeness", finding.likeness()).update();
    }

    /** What was found out last. */
    Optional<Finding> newest(UUID application) {
        return jdbc.sql("SELECT * FROM enrolment_finding WHERE application = :application ORDER BY id DESC LIMIT 1")
                .param("application", application).query((rs, i) -> finding(rs)).optional();
    }

    /** Applications that wait and about which nothing was found out since they were sent, the oldest first. */
    List<UUID> due(int most) {
        return jdbc.sql("""
                SELECT a.id FROM enrolment_application a WHERE a.state = 'SUBMITTED' AND NOT EXISTS (
                    SELECT 1 FROM enrolment_finding f WHERE f.application = a.id AND f.found_at >= a.submitted_at)
                ORDER BY a.submitted_at, a.id LIMIT :most""").param("most", most)
                .query((rs, i) -> rs.getObject(1, UUID.class)).list();
    }

    private static String[] names(Set<Field> fields) {
        return fields.stream().sorted().map(Field::name).toArray(String[]::new);
    }

    private static Set<Field> fields(ResultSet rs, String column) throws SQLException {
        var fields = EnumSet.noneOf(Field.class);
        for (String name : (String[]) rs.getArray(column).getArray()) {
            fields.add(Field.valueOf(name));
        }
        return Collections.unmodifiableSet(fields);
    }

    private static Finding finding(ResultSet rs) throws SQLException {
        return new Finding(rs.getObject("found_at", OffsetDateTime.class).toInstant(), rs.getObject("asked_by", UUID.class),
                Finding.Register.valueOf(rs.getString("register")), fields(rs, "same"), fields(rs, "different"),
                Finding.Card.valueOf(rs.getString("card")), rs.getObject("likeness", Double.class));
    }
}
