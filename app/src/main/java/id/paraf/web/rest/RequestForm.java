package id.paraf.web.rest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import id.paraf.account.Accounts;
import id.paraf.esign.Client;
import id.paraf.esign.FindSigner;
import id.paraf.esign.FindSigner.Who;
import id.paraf.kernel.Hashes;
import id.paraf.signing.AskOthers;
import id.paraf.signing.Round;
import id.paraf.web.rest.Failure.Flaw;

/** What the form of {@code POST /signature-requests} says, checked field by field; who its names are is asked apart. */
final class RequestForm {

    /** In the order in which they are described. */
    static final List<String> FIELDS = List.of("file", "asker", "signer", "message", "until");
    static final String REFUSED = "rest.error.fields-invalid.asking";
    private static final int LONGEST = 200;

    final String asker;
    final List<String> signers;
    final String message;
    final @Nullable LocalDate until;
    private final List<Upload.File> files;
    private final String day;

    RequestForm(Upload upload, LocalDate earliest, LocalDate latest) {
        this.files = upload.files("file");
        if (files.isEmpty()) {
            upload.wrong("file", "missing");
        } else if (files.size() > 1) {
            upload.wrong("file", "twice");
        }
        this.asker = upload.text("asker", LONGEST).orElse("");
        if (asker.isEmpty()) {
            upload.wrong("asker", "missing");
        }
        this.signers = upload.texts("signer", LONGEST);
        if (signers.isEmpty()) {
            upload.wrong("signer", "missing");
        } else if (signers.size() > Round.MOST) {
            upload.wrong("signer", "too-many");
        }
        this.message = upload.text("message", Round.LONGEST_MESSAGE).orElse("");
        this.day = upload.text("until", LONGEST).orElse("");
        this.until = until(upload, earliest, latest);
        upload.check();
    }

    private @Nullable LocalDate until(Upload upload, LocalDate earliest, LocalDate latest) {
        if (day.isEmpty()) {
            return null;
        }
        try {
            var last = LocalDate.parse(day);
            if (last.isBefore(earliest) || last.isAfter(latest)) {
                upload.wrong("until", "not-that-day");
            }
            return last;
        } catch (DateTimeException malformed) {
            upload.wrong("until", "not-a-day");
            return null;
        }
    }

    Upload.File file() {
        return files.getFirst();
    }

    /** Whom the names of the form are. */
    record People(UUID asker, List<AskOthers.Signer> signers) {
    }

    /**
     * Finds them at the application's institution. The asker's account is open, because somebody has to see what is asked in this name;
     * who signs and cannot yet is asked all the same, as people ask them.
     */
    People people(FindSigner find, Accounts accounts, Client client) {
        var flaws = new ArrayList<Flaw>();
        var found = new ArrayList<AskOthers.Signer>();
        Set<UUID> seen = new HashSet<>();
        UUID own = find.find(client, Who.of(asker)).account();
        if (own == null || accounts.find(own).filter(one -> one.claimed() && one.disabledAt() == null).isEmpty()) {
            flaws.add(new Flaw("asker", "nobody"));
        }
        for (int i = 0; i < signers.size(); i++) {
            UUID account = find.find(client, Who.of(signers.get(i))).account();
            if (account == null) {
                flaws.add(new Flaw("signer." + (i + 1), "nobody"));
            } else if (!seen.add(account)) {
                flaws.add(new Flaw("signer." + (i + 1), "same-signer"));
            } else {
                found.add(new AskOthers.Signer(account, accounts.get(account).name(), null));
            }
        }
        if (flaws.isEmpty() && seen.stream().allMatch(account -> account.equals(own))) {
            // As at the portal: who signs alone asks nobody.
            flaws.add(new Flaw("signer.1", "nobody-else"));
        }
        if (own == null || !flaws.isEmpty()) {
            throw Failure.fields(REFUSED, flaws);
        }
        return new People(own, found);
    }

    /** Digest of everything that is said: of the digests of each value, in order. */
    byte[] content() {
        var said = new ArrayList<byte[]>();
        said.add(Hashes.sha256(file().bytes()));
        said.add(digest(file().name()));
        said.add(digest(asker));
        said.add(digest(message));
        said.add(digest(day));
        signers.forEach(one -> said.add(digest(one)));
        // Under another name than what is signed at once: the same key is never good for both.
        said.add(digest("signature-request"));
        var all = ByteBuffer.allocate(said.stream().mapToInt(one -> one.length).sum());
        said.forEach(all::put);
        return Hashes.sha256(all.array());
    }

    private static byte[] digest(String text) {
        return Hashes.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
