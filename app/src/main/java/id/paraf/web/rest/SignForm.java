package id.paraf.web.rest;

import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import id.paraf.esign.FindSigner;
import id.paraf.esign.Wanted;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.SecretText;
import id.paraf.pades.mark.Mark;
import id.paraf.pades.sign.Place;
import id.paraf.signing.SigningLevel;
import id.paraf.web.esign.Marks;

/** What the form of {@code POST /signatures} says, checked field by field. */
final class SignForm {

    static final List<String> MARKS = List.of("none", "qr", "picture");
    static final List<String> ORIGINS = List.of("top-left", "bottom-left");
    /** In the order in which they are described. */
    static final List<String> FIELDS = List.of("file", "nik", "email", "certificate", "passphrase", "password", "reason",
            "location", "level",
            "mark", "picture", "link", "text", "page", "x", "y", "width", "height", "origin", "tag", "field");
    private static final Set<String> SECRET = Set.of("passphrase", "password");
    private static final int DIGEST = 32;
    private static final int LONGEST = 200;
    private static final double SIDE = 100;

    private final Upload upload;
    private final Marks marks;

    final List<Upload.File> files;
    final Optional<String> nik;
    final Optional<String> email;
    final Optional<BigInteger> certificate;
    final SecretText passphrase;
    private final Optional<SecretText> password;
    private final Optional<String> reason;
    private final Optional<String> location;
    private final @Nullable SigningLevel level;
    private final Wanted.@Nullable Seen seen;

    SignForm(Upload upload, Marks marks, int mostFiles) {
        this.upload = upload;
        this.marks = marks;
        this.files = upload.files("file");
        if (files.isEmpty()) {
            upload.wrong("file", "missing");
        } else if (files.size() > mostFiles) {
            upload.wrong("file", "too-many");
        }
        this.nik = upload.text("nik", 16);
        this.email = upload.text("email", LONGEST);
        this.certificate = upload.text("certificate", 60).map(this::serial);
        signer();
        this.passphrase = upload.secret("passphrase").orElseGet(() -> {
            upload.wrong("passphrase", "missing");
            return SecretText.of("");
        });
        this.password = upload.secret("password");
        this.reason = upload.text("reason", LONGEST);
        this.location = upload.text("location", LONGEST);
        this.level = upload.text("level", LONGEST).map(this::level).orElse(null);
        this.seen = seen();
        upload.check();
    }

    private void signer() {
        var named = new LinkedHashSet<String>();
        nik.ifPresent(said -> named.add("nik"));
        email.ifPresent(said -> named.add("email"));
        certificate.ifPresent(said -> named.add("certificate"));
        if (named.isEmpty()) {
            upload.wrong("nik", "signer-missing");
        } else if (named.size() > 1) {
            named.forEach(field -> upload.wrong(field, "one-signer"));
        }
        if (nik.filter(digits -> !digits.matches("[0-9]{16}")).isPresent()) {
            upload.wrong("nik", "not-a-nik");
        }
    }

    /** In hexadecimal, with colons or without. */
    private BigInteger serial(String text) {
        String digits = text.replace(":", "");
        if (!digits.matches("[0-9A-Fa-f]{1,40}")) {
            upload.wrong("certificate", "not-a-serial");
            return BigInteger.ZERO;
        }
        return new BigInteger(digits, 16);
    }

    private @Nullable SigningLevel level(String text) {
        var known = SigningLevel.of(text);
        if (known.isEmpty()) {
            upload.wrong("level", "not-a-choice");
        }
        return known.orElse(null);
    }

    private Wanted.@Nullable Seen seen() {
        String kind = upload.choice("mark", MARKS);
        var picture = upload.files("picture").stream().map(Upload.File::bytes).findFirst();
        var link = upload.text("link", 1000);
        if (link.filter(said -> !leadsToTheWeb(said)).isPresent()) {
            upload.wrong("link", "not-a-link");
        }
        String text = upload.text("text", 1000).orElse(null);
        if (text != null && !marks.draws(text)) {
            upload.wrong("text", "not-drawable");
        }
        var own = field().map(Wanted.Where.InField::new);
        var where = own.isPresent() ? own.get() : where(!kind.equals("none"));
        return switch (kind) {
            case "picture" -> {
                if (picture.isEmpty()) {
                    upload.wrong("picture", "missing");
                }
                yield seen(picture.map(bytes -> marks.picture(bytes, text)), where);
            }
            case "qr" -> {
                var mark = marks.qr(link, text);
                if (mark.isEmpty()) {
                    upload.wrong("link", "too-long");
                }
                yield seen(mark, where);
            }
            default -> {
                for (String field : List.of("picture", "link", "text", "page", "x", "y", "width", "height", "tag")) {
                    if (!upload.files(field).isEmpty()) {
                        // Whoever says where a mark stands wants one.
                        upload.wrong(field, "without-mark");
                    }
                }
                yield own.map(one -> new Wanted.Seen(null, one, false)).orElse(null);
            }
        };
    }

    /** A field says by itself where it is. */
    private Optional<String> field() {
        var field = upload.text("field", LONGEST);
        if (field.isPresent()) {
            for (String other : List.of("page", "x", "y", "width", "height", "tag")) {
                if (!upload.files(other).isEmpty()) {
                    upload.wrong(other, "with-field");
                }
            }
        }
        return field;
    }

    /** Whoever scans a code opens what it says: an address of the web, and nothing that a phone would run or dial. */
    private static boolean leadsToTheWeb(String link) {
        try {
            var address = new URI(link);
            return ("https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme()))
                    && address.getHost() != null;
        } catch (URISyntaxException none) {
            return false;
        }
    }

    private static Wanted.@Nullable Seen seen(Optional<Mark> mark, Wanted.@Nullable Where where) {
        return where == null ? null : mark.map(one -> new Wanted.Seen(one, where, false)).orElse(null);
    }

    private Wanted.@Nullable Where where(boolean needed) {
        var tag = upload.text("tag", LONGEST);
        var x = upload.number("x");
        var y = upload.number("y");
        var width = upload.number("width");
        var height = upload.number("height");
        String origin = upload.choice("origin", ORIGINS);
        int page = page();
        if (!needed) {
            return null;
        }
        if (tag.isPresent()) {
            x.ifPresent(said -> upload.wrong("x", "with-tag"));
            y.ifPresent(said -> upload.wrong("y", "with-tag"));
            return new Wanted.Where.Tag(tag.get(), width.orElse(SIDE), height.orElse(SIDE));
        }
        if (x.isEmpty()) {
            upload.wrong("x", "missing");
        }
        if (y.isEmpty()) {
            upload.wrong("y", "missing");
        }
        return new Wanted.Where.Box(new Place(page, x.orElse(0.0), y.orElse(0.0), width.orElse(SIDE), height.orElse(SIDE),
                origin.equals(ORIGINS.getFirst())));
    }

    private int page() {
        String page = upload.text("page", 10).orElse("1");
        if (page.equals("last")) {
            return Place.LAST;
        }
        if (!page.matches("[1-9][0-9]{0,5}")) {
            upload.wrong("page", "not-a-page");
            return 1;
        }
        return Integer.parseInt(page);
    }

    FindSigner.Who who() {
        return new FindSigner.Who(nik.orElse(""), email.orElse(""));
    }

    List<Wanted> wanted() {
        return files.stream().map(file -> new Wanted(file.bytes(), seen, reason.orElse(null), location.orElse(null), null,
                password.orElse(null), level)).toList();
    }

    /** Digest of everything that is said but the passphrase and the password: of the digests of each part and its name. */
    byte[] content() {
        var said = new ArrayList<byte[]>();
        for (String field : FIELDS) {
            if (!SECRET.contains(field)) {
                for (var part : field.equals("file") ? files : upload.files(field)) {
                    said.add(Hashes.sha256(field.getBytes(StandardCharsets.UTF_8)));
                    said.add(Hashes.sha256(part.bytes()));
                }
            }
        }
        var all = ByteBuffer.allocate(said.size() * DIGEST);
        said.forEach(all::put);
        return Hashes.sha256(all.array());
    }
}
