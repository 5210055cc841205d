package id.paraf.status;

import java.time.Clock;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.support.GenericApplicationContext;

import id.paraf.certificate.Authorities;
import id.paraf.certificate.ReadAuthorities;
import id.paraf.certificate.StatusFeed;
import id.paraf.keyroom.Keyroom;

/** Brings OCSP to a node that has nothing else of the application, without looking for it first. */
public final class StatusAlone {

    private StatusAlone() {
    }

    public static void addTo(GenericApplicationContext node) {
        var wiring = new StatusWiring();
        node.registerBean(StatusSettings.class,
                () -> Binder.get(node.getEnvironment()).bindOrCreate("paraf.status", StatusSettings.class));
        node.registerBean(Board.class,
                () -> wiring.board(node.getBean(ReadAuthorities.class), node.getBeanProvider(Authorities.class)));
        node.registerBean(AnswerOcsp.class, () -> wiring.answerOcsp(node.getBean(Board.class),
                node.getBean(StatusSettings.class), node.getBean(Clock.class)));
        node.registerBean(FollowRegister.class, () -> new FollowRegister(node.getBean(StatusFeed.class),
                node.getBean(ReadAuthorities.class), node.getBean(Keyroom.class), node.getBean(Board.class),
                node.getBean(AnswerOcsp.class), node.getBean(StatusSettings.class)));
    }
}
