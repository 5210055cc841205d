package id.paraf.certificate;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which of an authority's lists is to name the next certificate: so many certificates share one, however many issue at the same time. */
@Component
class Partitions {

    private static final int LAST = 999_999;

    private final JdbcClient jdbc;
    private final AuthoritySettings settings;

    Partitions(JdbcClient jdbc, AuthoritySettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** The first of a new list makes the others say which certificates they are about. */
    int next(String authority) {
        long number = jdbc.sql("SELECT nextval('certificate_count')").query(Long.class).single();
        int partition = (int) Math.min(number / settings.certificatesPerList(), LAST);
        if (partition > 0) {
            jdbc.sql("""
                    UPDATE certificate_authority SET partitions = :partitions, revision = revision + 1
                    WHERE name = :name AND partitions < :partitions""").param("partitions", partition + 1).param("name", authority)
                    .update();
        }
        return partition;
    }
}
