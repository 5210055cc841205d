package id.paraf.transparency;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.keyroom.Keyroom;
import id.paraf.pki.merkle.Paths;

/** What owners may ask the log: which entries are about their certificates and keys, and receipts of them. */
@Component
public class OwnEntries {

    private final EntryRows entries;
    private final PublicLog log;
    private final LogKey key;
    private final Keyroom keyroom;

    OwnEntries(EntryRows entries, PublicLog log, LogKey key, Keyroom keyroom) {
        this.entries = entries;
        this.log = log;
        this.key = key;
        this.keyroom = keyroom;
    }

    /**
     * An entry that has its number.
     *
     * @param subject whom it concerns, as {@code kind:id}
     * @param order the keyroom's order that led to it, or null
     * @param signed whether it is under a signed head already
     */
    public record Entry(long number, String type, Instant at, String subject, @Nullable UUID order, boolean signed) {
    }

    /** Everything about these subjects and of these orders, the oldest first. The caller answers for whose they are. */
    public List<Entry> about(Collection<String> subjects, Collection<UUID> orders) {
        long size = log.size();
        return entries.about(subjects, orders).stream().map(found -> new Entry(found.number(), found.type(), found.at(),
                found.subject(), found.order(), found.number() < size)).toList();
    }

    /** The entry that says that the certificate was issued; empty until it has its number. */
    public Optional<Entry> issued(UUID certificate) {
        return about(List.of("certificate:" + certificate), List.of()).stream()
                .filter(entry -> entry.type().equals("certificate.issued")).findFirst();
    }

    /** Whether the log says that this very certificate (SHA-256 of it) was issued under this id. */
    public boolean saysIssued(UUID certificate, byte[] sha256) {
        return issued(certificate).isPresent() && log.byCertificate(sha256).isPresent();
    }

    /** Whether the log has an entry of this type about the certificate. */
    public boolean says(UUID certificate, String type) {
        return count(certificate, type) > 0;
    }

    /** How many entries of this type the log has about the certificate. */
    public long count(UUID certificate, String type) {
        return about(List.of("certificate:" + certificate), List.of()).stream().filter(entry -> entry.type().equals(type)).count();
    }

    /** Numbers everything that is committed now and signs a head over it, instead of waiting for the next round. */
    public void settle() {
        log.settle();
    }

    /**
     * A receipt in JSON: every entry about the certificate and its key that is under the newest head, each with its proof, and
     * what opens the entries about the key.
     */
    public String receipt(UUID certificate, UUID signerKey, byte[] der) {
        var signed = log.signed();
        long size = signed.head().size();
        var opening = keyroom.opening(signerKey).orElseThrow();
        var numbers = entries.about(List.of("certificate:" + certificate, "key:" + signerKey), List.of()).stream()
                .map(EntryRows.Found::number).filter(number -> number < size).toList();
        var paths = entries.proofs(numbers.stream().map(number -> Paths.inclusion(number, size)).toList());
        var proven = new ArrayList<LogFormat.Proven>();
        for (int i = 0; i < numbers.size(); i++) {
            byte[] leaf = entries.page(numbers.get(i), 1).getFirst().leaf();
            proven.add(new LogFormat.Proven(numbers.get(i), LogFormat.base64(leaf), LogFormat.base64(paths.get(i))));
        }
        return LogFormat.write(new LogFormat.Receipt(LogFormat.Receipt.FORMAT, log.key(),
                LogFormat.Head.of(key.logId(), signed), LogFormat.base64(der),
                new LogFormat.Opening(LogFormat.base64(opening.keySha256()), LogFormat.base64(opening.salt()), opening.events()),
                proven));
    }
}
