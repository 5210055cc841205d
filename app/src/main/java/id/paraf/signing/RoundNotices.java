package id.paraf.signing;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;

import id.paraf.account.Accounts;
import id.paraf.account.OwnerMessages;
import id.paraf.notice.Template;

/**
 * Messages about rounds, to every proven address. What the asker wrote is not in them: whoever can make this product say
 * something to strangers would make it say anything. The link opens for nobody who is not logged in.
 */
@Component
class RoundNotices {

    private final Accounts accounts;
    private final OwnerMessages messages;

    RoundNotices(Accounts accounts, OwnerMessages messages) {
        this.accounts = accounts;
        this.messages = messages;
    }

    /** What there is to tell of a round; each has a sentence in the bundle below {@code notice.round.}. */
    enum News {
        FINISHED, DECLINED, EXPIRED, WITHDRAWN,
        /** Whoever's turn it is cannot sign now. */
        STUCK,
        /** Somebody who was asked need not sign any more. */
        RELEASED,
        /** An application asked in this account's name. */
        ASKED_FOR_YOU;

        static News of(Round.State state) {
            return switch (state) {
                case FINISHED -> FINISHED;
                case DECLINED -> DECLINED;
                case EXPIRED -> EXPIRED;
                case WITHDRAWN -> WITHDRAWN;
                case RUNNING -> throw new IllegalArgumentException("Nothing has happened");
            };
        }
    }

    void asked(Round round, Turn turn) {
        send(turn.account(), Template.SIGNATURE_ASKED, parameters(round), round.id());
    }

    void reminded(Round round, Turn turn) {
        send(turn.account(), Template.SIGNATURE_REMINDER, parameters(round), round.id());
    }

    void ending(Round round, Turn turn) {
        send(turn.account(), Template.SIGNATURE_DEADLINE, Map.of("document", round.name(), "when", round.endsAt().toString()),
                round.id());
    }

    void told(Round round, Collection<UUID> whom, News news) {
        for (var account : whom) {
            send(account, Template.SIGNATURE_ROUND, Map.of("document", round.name(), "round", news.name()), round.id());
        }
    }

    private Map<String, String> parameters(Round round) {
        return Map.of("asker", accounts.get(round.asker()).name(), "document", round.name());
    }

    /** Whether a message would be sent at all: who cannot log in is told nothing. */
    boolean reach(UUID account) {
        return accounts.get(account).disabledAt() == null;
    }

    private void send(UUID account, Template template, Map<String, String> parameters, UUID round) {
        accounts.find(account).filter(person -> person.disabledAt() == null)
                .ifPresent(person -> messages.send(person, template, parameters, "/documents/rounds/" + round));
    }
}
