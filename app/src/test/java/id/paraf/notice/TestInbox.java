package id.paraf.notice;

import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Where messages of tests arrive, through the real outbox and the real couriers. Inject it and await a message; all tests
 * share it, so ask by account or address.
 */
@Component
@Primary
@Profile("test")
public class TestInbox implements Channels {

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Map<String, Deque<Channel.Result>> scripts = new ConcurrentHashMap<>();

    /** A message that arrived. */
    public record Received(UUID id, UUID account, boolean whatsApp, String to, Template template, String language,
            List<String> parameters, String link, String subject, String body) {

        /** The part of the link after its last slash. */
        public String token() {
            return link.substring(link.lastIndexOf('/') + 1);
        }
    }

    @Override
    public Channel channel(Route route) {
        return letter -> {
            var script = scripts.get(letter.to());
            var scripted = script == null ? null : script.pollFirst();
            if (scripted != null) {
                return scripted;
            }
            received.add(new Received(letter.id(), letter.account(), route == Route.WHATSAPP, letter.to(), letter.template(),
                    letter.language(), letter.parameters(), letter.link(), letter.text().subject(), letter.text().body()));
            return new Channel.Result.Accepted("test:" + letter.id());
        };
    }

    /** The next attempts to reach an address are answered like this, one each; after that messages arrive. */
    void script(String address, Channel.Result... answers) {
        scripts.put(address, new ConcurrentLinkedDeque<>(List.of(answers)));
    }

    /** How many of the scripted answers to an address were not given yet. */
    int unanswered(String address) {
        return scripts.getOrDefault(address, new ConcurrentLinkedDeque<>()).size();
    }

    /** Everything that arrived for an account, oldest first. */
    public List<Received> of(UUID account) {
        return received.stream().filter(message -> account.equals(message.account())).toList();
    }

    /** Everything that arrived at an address, oldest first. */
    public List<Received> at(String address) {
        return received.stream().filter(message -> message.to().equals(address)).toList();
    }

    /** The newest message that fits, waiting up to ten seconds for one. */
    public Received await(Predicate<Received> wanted) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (System.nanoTime() < deadline) {
            var found = received.reversed().stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        throw new AssertionError("No such message came; there were " + received.stream()
                .map(m -> Map.of("to", m.to(), "template", m.template())).toList());
    }

    /** The newest message of a kind to an account, waiting up to ten seconds for one. */
    public Received await(UUID account, Template template) {
        return await(message -> account.equals(message.account()) && message.template() == template);
    }

    /** The newest message of a kind to an address, waiting up to ten seconds for one. */
    public Received await(String address, Template template) {
        return await(message -> message.to().equals(address) && message.template() == template);
    }

    /** Forgets what arrived so far for an account. */
    public void forget(UUID account) {
        received.removeIf(message -> account.equals(message.account()));
    }
}
