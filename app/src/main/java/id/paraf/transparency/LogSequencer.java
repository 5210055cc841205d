package id.paraf.transparency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

import id.paraf.kernel.Faults;
import id.paraf.kernel.Sequencer;
import id.paraf.keyroom.KeyEvent;
import id.paraf.keyroom.Keyroom;

/**
 * Numbers what was entered here and what happened in the keyroom, within a second of its commit, and has heads signed. An
 * event of a key waits in the keyroom until its number is committed here, and the number is unique: a crash between the two
 * commits neither loses nor doubles it.
 */
@Component
class LogSequencer extends Sequencer {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int BATCH = 1000;
    /** "log" on a telephone keypad. */
    private static final long LOCK = 564;

    private final EntryRows entries;
    private final Heads heads;
    private final Keyroom keyroom;
    private final Faults faults;

    LogSequencer(JdbcClient jdbc, PlatformTransactionManager transactions, EntryRows entries, Heads heads, Keyroom keyroom,
            Faults faults) {
        super("transparency-log", PAUSE, LOCK, jdbc, transactions);
        this.entries = entries;
        this.heads = heads;
        this.keyroom = keyroom;
        this.faults = faults;
    }

    /** Where a test lets the process die. */
    enum Point {
        /** Numbers are given and not committed. */
        NUMBERED,
        /** Numbers are committed; the keyroom does not know. */
        NUMBERS_COMMITTED,
        /** The keyroom signed a head that is not stored. */
        HEAD_SIGNED
    }

    @Override
    public void run() {
        number();
        alone(() -> sign(false));
    }

    /** Numbers everything that is visible now and signs a head over it. */
    void settle() {
        number();
        alone(() -> sign(true));
    }

    private boolean sign(boolean anything) {
        boolean signed = heads.sign(anything);
        if (signed) {
            faults.reached(Point.HEAD_SIGNED);
        }
        return signed;
    }

    private void number() {
        boolean more = true;
        while (more) {
            var events = keyroom.waitingEvents(BATCH);
            more = alone(() -> numberBatch(events));
            if (!events.isEmpty()) {
                faults.reached(Point.NUMBERS_COMMITTED);
                keyroom.taken(events);
            }
        }
    }

    private boolean numberBatch(List<KeyEvent> events) {
        var waiting = new ArrayList<>(entries.pending(BATCH));
        boolean more = waiting.size() == BATCH || events.size() == BATCH;
        if (!events.isEmpty()) {
            var entered = entries.entered(events.stream().map(KeyEvent::id).toList());
            events.stream().filter(event -> !entered.contains(event.id())).map(LogSequencer::waiting).forEach(waiting::add);
        }
        if (!waiting.isEmpty()) {
            entries.append(entries.frontier(), waiting);
            faults.reached(Point.NUMBERED);
        }
        return more;
    }

    private static EntryRows.Waiting waiting(KeyEvent event) {
        var entry = LogEntry.of(event);
        return new EntryRows.Waiting(entry.type(), event.at(), entry.leaf(event.at()), entry.subject(),
                event instanceof KeyEvent.OfSigner signer ? signer.order() : null, null, null, event.id());
    }
}
