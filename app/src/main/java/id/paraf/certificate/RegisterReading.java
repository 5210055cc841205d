package id.paraf.certificate;

import java.time.Clock;
import javax.sql.DataSource;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Brings what a node needs of this package that answers about certificates and changes none, without looking for it first. */
public final class RegisterReading {

    private RegisterReading() {
    }

    public static void addTo(GenericApplicationContext node) {
        node.registerBean(CertificateRows.class, () -> new CertificateRows(node.getBean(JdbcClient.class),
                node.getBean(NamedParameterJdbcOperations.class), node.getBean(Clock.class)));
        node.registerBean(ListRows.class, () -> new ListRows(node.getBean(JdbcClient.class)));
        node.registerBean(KnownLists.class, () -> new KnownLists(node.getBean(ListRows.class), node.getBean(Clock.class)));
        node.registerBean(ReadAuthorities.class, () -> new ReadAuthorities(node.getBean(JdbcClient.class),
                node.getBean(CertificateRows.class), node.getBean(Clock.class)));
        node.registerBean(StatusFeed.class, () -> new StatusFeed(node.getBean(JdbcClient.class), node.getBean(Clock.class),
                node.getBean(DataSource.class)));
    }
}
