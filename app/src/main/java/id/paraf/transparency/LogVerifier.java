package id.paraf.transparency;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import id.paraf.kernel.Hashes;
import id.paraf.keyroom.KeyOpening;
import id.paraf.pki.merkle.Frontier;
import id.paraf.pki.merkle.TreeHash;
import id.paraf.pki.merkle.TreeHead;

/**
 * Checks an export of the log against a head, with nothing but the log's public key: that the entries are those which were
 * signed, that the log only grew since an older head, and what it says about a certificate and a key.
 */
public final class LogVerifier {

    private LogVerifier() {
    }

    /** What the files prove. */
    public sealed interface Verdict {
        /** Everything holds; each finding is a sentence. */
        record Holds(List<String> findings) implements Verdict {
        }

        /** The first thing that does not hold, and where. */
        record Broken(String sentence) implements Verdict {
        }
    }

    /**
     * What is to be checked besides the entries and the head.
     *
     * @param older a head that was saved before, or null
     * @param certificate in DER, or null
     * @param receipt of an owner, or null
     */
    public record Wanted(LogFormat.@Nullable Head older, @Nullable Signed certificate, LogFormat.@Nullable Receipt receipt) {
    }

    /** A certificate: whole, and its to-be-signed part. */
    public record Signed(byte[] der, byte[] tbs) {
    }

    /** A sentence that ends the check. */
    static final class Refuted extends Exception {

        private static final long serialVersionUID = 1L;

        Refuted(String sentence) {
            super(sentence, null, false, false);
        }

        String sentence() {
            return String.valueOf(getMessage());
        }
    }

    /** @param pages the export in order; each page begins where the one before ends */
    public static Verdict verify(LogFormat.Key key, LogFormat.Head head, Iterator<LogFormat.Entries> pages, Wanted wanted) {
        try {
            return new Verdict.Holds(new Walk(key, head, wanted).through(pages));
        } catch (Refuted refuted) {
            return new Verdict.Broken(refuted.sentence());
        } catch (IllegalArgumentException malformed) {
            return new Verdict.Broken("A hash, a leaf or a number is malformed: " + malformed.getMessage());
        }
    }

    /** The head, if this log signed it. */
    static TreeHead signed(LogFormat.Key key, LogFormat.Head head, String name) throws Refuted {
        byte[] publicKey = LogFormat.bytes(key.publicKey());
        String logId = LogFormat.base64(Hashes.sha256(publicKey));
        if (!key.logId().equals(logId)) {
            throw new Refuted("The log's id is not the hash of its public key.");
        }
        if (!head.logId().equals(logId)) {
            throw new Refuted("The " + name + " is one of another log.");
        }
        if (!head.head().signedBy(publicKey, LogFormat.bytes(head.signature()))) {
            throw new Refuted("The " + name + " over " + head.treeSize() + " entries does not bear the log's signature.");
        }
        return head.head();
    }

    /** One reading of all entries. */
    private static final class Walk {

        private final LogFormat.Key key;
        private final TreeHead head;
        private final @Nullable TreeHead older;
        private final Wanted wanted;
        private final Frontier frontier = Frontier.empty();
        private final List<String> findings = new ArrayList<>();
        private final CertificateEntries certificate;
        private final @Nullable KeyEntries keyEntries;
        private final Map<Long, String> receipted = new HashMap<>();

        Walk(LogFormat.Key key, LogFormat.Head head, Wanted wanted) throws Refuted {
            this.key = key;
            this.wanted = wanted;
            this.head = signed(key, head, "head");
            this.older = wanted.older() == null ? null : signed(key, wanted.older(), "older head");
            this.certificate = new CertificateEntries(wanted.certificate());
            var receipt = wanted.receipt();
            this.keyEntries = receipt == null ? null : new KeyEntries(receipt.opening());
            if (receipt != null) {
                receipt.entries().forEach(proven -> receipted.put(proven.index(), proven.leaf()));
            }
        }

        List<String> through(Iterator<LogFormat.Entries> pages) throws Refuted {
            if (older != null && (older.size() > head.size() || older.timestamp() > head.timestamp())) {
                throw new Refuted("The log shrank: the older head speaks of " + older.size() + " entries, the newer one of "
                        + head.size() + ".");
            }
            atOlder();
            while (pages.hasNext() && frontier.size() < head.size()) {
                var page = pages.next();
                if (page.start() != frontier.size()) {
                    throw new Refuted(
                            "Entry " + frontier.size() + " is missing: the export goes on with entry " + page.start() + ".");
                }
                for (String leaf : page.leaves()) {
                    if (frontier.size() < head.size()) {
                        take(leaf);
                    }
                }
            }
            if (frontier.size() < head.size()) {
                throw new Refuted("The export ends before entry " + frontier.size() + ", but the head speaks of " + head.size()
                        + " entries.");
            }
            if (!java.util.Arrays.equals(frontier.root(), head.root())) {
                throw new Refuted("The entries are not those that the head signed: one of the entries "
                        + (older == null ? 0 : older.size()) + " to " + (head.size() - 1)
                        + " was changed, removed or moved.");
            }
            findings.addFirst("The " + head.size() + " entries are those that the log signed at "
                    + Instant.ofEpochMilli(head.timestamp()) + ".");
            if (older != null) {
                findings.add("The log only grew since it had " + older.size() + " entries, at "
                        + Instant.ofEpochMilli(older.timestamp()) + ".");
            }
            certificate.conclude(findings);
            receipt();
            return findings;
        }

        private void take(String leaf) throws Refuted {
            byte[] bytes = LogFormat.bytes(leaf);
            long number = frontier.size();
            String known = receipted.get(number);
            if (known != null && !known.equals(leaf)) {
                throw new Refuted("Entry " + number + " is not the one in the receipt: it was changed or exchanged.");
            }
            var read = Leaf.read(bytes).orElseThrow(() -> new Refuted("Entry " + number + " is no leaf of this log."));
            certificate.see(number, read);
            if (keyEntries != null) {
                keyEntries.see(number, read);
            }
            frontier.append(TreeHash.leaf(bytes));
            atOlder();
        }

        private void atOlder() throws Refuted {
            if (older != null && older.size() == frontier.size() && !java.util.Arrays.equals(older.root(), frontier.root())) {
                throw new Refuted("The log was rewritten: its first " + older.size() + " entries are not those that the older head "
                        + "signed.");
            }
        }

        private void receipt() throws Refuted {
            var receipt = wanted.receipt();
            if (receipt != null && keyEntries != null) {
                findings.addAll(ReceiptVerifier.check(receipt, key));
                keyEntries.conclude(findings);
            }
        }
    }

    /** What the log says about a certificate. */
    private static final class CertificateEntries {

        private final @Nullable Signed certificate;
        private final String whole;
        private final String tbs;
        private final Map<String, Long> numbers = new HashMap<>();

        CertificateEntries(@Nullable Signed certificate) {
            this.certificate = certificate;
            this.whole = certificate == null ? "" : HexFormat.of().formatHex(Hashes.sha256(certificate.der()));
            this.tbs = certificate == null ? "" : HexFormat.of().formatHex(Hashes.sha256(certificate.tbs()));
        }

        void see(long number, Leaf leaf) {
            if (certificate == null || !leaf.fact("tbs").equals(tbs)) {
                return;
            }
            // A second signature over the same content is another certificate.
            if (!leaf.type().equals("certificate.issued") || leaf.fact("certificate").equals(whole)) {
                numbers.putIfAbsent(leaf.type(), number);
            }
        }

        void conclude(List<String> findings) throws Refuted {
            if (certificate == null) {
                return;
            }
            Long issued = numbers.get("certificate.issued");
            if (issued == null) {
                throw new Refuted("The certificate is not in the log" + (numbers.isEmpty() ? "."
                        : ": its content was announced by entry " + numbers.values().stream().min(Long::compare).orElseThrow()
                                + ", and no entry says that this certificate was issued."));
            }
            for (String needed : List.of("certificate.prepared", "authority.signs-certificate")) {
                if (!numbers.containsKey(needed)) {
                    throw new Refuted("The certificate is entry " + issued + ", but no entry of kind " + needed
                            + " announced it.");
                }
            }
            findings.add("The certificate is entry " + issued + ", announced by entries " + numbers.get("certificate.prepared")
                    + " and " + numbers.get("authority.signs-certificate") + ".");
            Long revoked = numbers.get("certificate.revoked");
            if (revoked != null) {
                findings.add("The certificate was revoked: entry " + revoked + ".");
            }
        }
    }

    /** The entries about the key of a receipt, recognised by their commitments; numbers beyond those of the receipt too. */
    private static final class KeyEntries {

        private static final int AHEAD = 1000;

        private final LogFormat.Opening opening;
        private final Map<String, Integer> expected = new HashMap<>();
        private final Map<Integer, String> found = new HashMap<>();

        KeyEntries(LogFormat.Opening opening) {
            this.opening = opening;
            var open = new KeyOpening(LogFormat.bytes(opening.keySha256()), LogFormat.bytes(opening.salt()), opening.events());
            for (int number = 1; number <= opening.events() + AHEAD; number++) {
                expected.put(HexFormat.of().formatHex(open.commitment(number)), number);
            }
        }

        void see(long entry, Leaf leaf) throws Refuted {
            Integer number = leaf.type().startsWith("key.") ? expected.get(leaf.fact("key")) : null;
            if (number != null && found.put(number, "entry " + entry + ", " + leaf.type() + " at " + leaf.at()) != null) {
                throw new Refuted("Event " + number + " of the key is in the log twice, once as entry " + entry + ".");
            }
        }

        void conclude(List<String> findings) throws Refuted {
            for (int number = 1; number <= opening.events(); number++) {
                if (!found.containsKey(number)) {
                    throw new Refuted("Event " + number + " of the key is not in the log, though the key had " + opening.events()
                            + " when the receipt was made.");
                }
            }
            found.forEach((number, entry) -> findings.add("Event " + number + " of the key: " + entry
                    + (number > opening.events() ? ", later than the receipt." : ".")));
        }
    }
}
