package id.paraf.web.status;

import java.time.Clock;
import java.util.List;

import org.springframework.context.support.GenericApplicationContext;

import id.paraf.certificate.KnownLists;
import id.paraf.certificate.ReadAuthorities;
import id.paraf.status.AnswerOcsp;

/** Brings the port for status to a node that has no pages, without looking for it first. */
public final class StatusPortAlone {

    private StatusPortAlone() {
    }

    public static void addTo(GenericApplicationContext node) {
        var environment = node.getEnvironment();
        node.registerBean(RepositoryExchange.class, () -> new RepositoryExchange(node.getBean(KnownLists.class),
                node.getBean(ReadAuthorities.class), node.getBean(Clock.class)));
        node.registerBean(FollowRepository.class, () -> new FollowRepository(node.getBean(RepositoryExchange.class)));
        node.registerBean(StatusPort.class, () -> new StatusPort(
                List.of(new OcspExchange(node.getBean(AnswerOcsp.class)), node.getBean(RepositoryExchange.class)),
                node.getBean(Clock.class), environment.getProperty("paraf.status.address", StatusPort.EVERYWHERE),
                environment.getRequiredProperty("paraf.status.port", Integer.class)));
    }
}
