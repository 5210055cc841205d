package id.paraf.transparency;

import java.util.Optional;

import org.springframework.stereotype.Component;

import id.paraf.pki.merkle.Paths;
import id.paraf.pki.merkle.TreeHash;

/** What anyone may ask the log. It speaks only of what stands under its newest signed head. */
@Component
public class PublicLog {

    /** Leaves in one answer at most. */
    public static final int PAGE = 1000;

    private final EntryRows entries;
    private final Heads heads;
    private final LogKey key;
    private final LogSequencer sequencer;

    PublicLog(EntryRows entries, Heads heads, LogKey key, LogSequencer sequencer) {
        this.entries = entries;
        this.heads = heads;
        this.key = key;
        this.sequencer = sequencer;
    }

    public LogFormat.Key key() {
        return LogFormat.Key.of(key.publicKey());
    }

    /** The newest head; the very first question of a new log gets its first one signed. */
    public LogFormat.Head head() {
        return LogFormat.Head.of(key.logId(), signed());
    }

    /** How many entries stand under the newest head. */
    public long size() {
        return signed().head().size();
    }

    Heads.Signed signed() {
        return heads.newest().orElseGet(() -> {
            sequencer.settle();
            return heads.newest().orElseThrow();
        });
    }

    /** RFC 9162 §5.4; {@code 0 <= index < size}, and a head of at least this size was signed. */
    public LogFormat.Inclusion inclusion(long index, long size) {
        var leaf = entries.page(index, 1).getFirst();
        return new LogFormat.Inclusion(index, size, LogFormat.base64(java.util.Arrays.copyOf(leaf.nodes(), TreeHash.LENGTH)),
                LogFormat.base64(entries.proof(Paths.inclusion(index, size))));
    }

    /** RFC 9162 §5.3; {@code 1 <= first <= second}, and a head of at least the second size was signed. */
    public LogFormat.Consistency consistency(long first, long second) {
        return new LogFormat.Consistency(first, second, LogFormat.base64(entries.proof(Paths.consistency(first, second))));
    }

    /** RFC 9162 §5.6: the leaves from {@code start} to {@code end}, both included, or the first {@link #PAGE} of them. */
    public LogFormat.Entries entries(long start, long end) {
        int count = (int) Math.min(PAGE, end - start + 1);
        return new LogFormat.Entries(start,
                entries.page(start, count).stream().map(stored -> LogFormat.base64(stored.leaf())).toList());
    }

    /** The number of the entry with this leaf hash, if it is under the newest head. */
    public Optional<Long> byLeafHash(byte[] hash) {
        return entries.byLeafHash(hash).filter(number -> number < size());
    }

    /** The number of the entry that says that this certificate was issued. */
    public Optional<Long> byCertificate(byte[] sha256) {
        return entries.byCertificate(sha256).filter(number -> number < size());
    }

    /** Numbers everything that is committed now and signs a head over it, instead of waiting for the next round. */
    public void settle() {
        sequencer.settle();
    }
}
