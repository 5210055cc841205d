package id.paraf.pades.sign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import id.paraf.pades.cms.Sha256;
import id.paraf.pades.cms.SignedAttributes;
import id.paraf.pades.cms.SignerKey;
import id.paraf.pades.mark.Appearance;
import id.paraf.pades.mark.Mark;
import id.paraf.pades.mark.UnusableMark;
import id.paraf.pades.pdf.Access;
import id.paraf.pades.pdf.Limits;
import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfFile;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfPassword;
import id.paraf.pades.pdf.PdfUpdate;
import id.paraf.pades.pdf.PdfView;

/** First step of a signature: writes the document with a gap, and says what the key has to sign. */
public final class SignPdf {

    /** Room for a B-T signature over the usual chains; longer ones get more. */
    private static final int LEAST_RESERVED = 16_384;
    private static final int BESIDES_CERTIFICATES = 12_288;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("'D:'yyyyMMddHHmmss", Locale.ROOT);

    private final Limits limits;

    /** @param limits what a document may ask of the reader */
    public SignPdf(Limits limits) {
        this.limits = limits;
    }

    /**
     * Appends everything but the signature value to a copy of the document, next to the target or, when it is small, in memory.
     *
     * @param source the document; must not change meanwhile
     * @param target where the signed document is to appear, perhaps the source itself; replaced if it exists
     */
    public Preparation<Path> prepare(Path source, Path target, SignatureRequest request) throws IOException {
        if (Files.size(source) < PdfFile.MAP_FROM) {
            byte[] document = Files.readAllBytes(source);
            return inMemory(document, request, MemoryDraft.of(document, request.password(), target));
        }
        try (var file = PdfFile.open(source, limits)) {
            // The bytes that are digested are those that are written, so that what is copied is what is signed.
            return new Preparation.Ready<>(
                    prepared(file, request, digest -> FileDraft.copy(source, file.size(), target, request.password(), digest)));
        } catch (MalformedPdf | UnusableMark | Refused e) {
            return refused(e);
        }
    }

    /**
     * The same in memory, without any file.
     *
     * @param document must not change before the signature is completed or closed
     */
    public Preparation<byte[]> prepare(byte[] document, SignatureRequest request) {
        try {
            return inMemory(document, request, MemoryDraft.of(document, request.password()));
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail", e);
        }
    }

    private <T> Preparation<T> inMemory(byte[] document, SignatureRequest request, MemoryDraft<T> draft) throws IOException {
        try (var file = PdfFile.of(document, limits)) {
            return new Preparation.Ready<>(prepared(file, request, digest -> {
                digest.update(document);
                return draft;
            }));
        } catch (MalformedPdf | UnusableMark | Refused e) {
            return refused(e);
        }
    }

    private static <T> Preparation<T> refused(Exception cause) {
        return switch (cause) {
            case MalformedPdf damage -> new Preparation.Refused<>(Refusal.DAMAGED, damage);
            case Refused refused -> new Preparation.Refused<>(refused.refusal(), null);
            default -> new Preparation.Refused<>(Refusal.MARK_UNUSABLE, null);
        };
    }

    /** Makes the copy that is written to. */
    private interface Copying<T> {

        /** @param digest is fed with what is copied */
        Draft<T> copy(MessageDigest digest) throws IOException;
    }

    private <T> PreparedSignature<T> prepared(PdfFile file, SignatureRequest request, Copying<T> copying)
            throws IOException, MalformedPdf, UnusableMark, Refused {
        var document = file.current();
        signable(document, request.password(), request.field() instanceof Field.Existing);
        if (SignerKey.of(request.chain().getFirst().getSubjectPublicKeyInfo()) == null) {
            throw new Refused(Refusal.KEY_UNSUPPORTED);
        }
        var update = new PdfUpdate(document);
        var reference = update.reserve();
        fill(document, update, reference, request);
        EarlierSignatures.hold(file);
        var section = update.write();
        var digest = Sha256.digest();
        var draft = copying.copy(digest);
        try {
            draft.write(section.base(), section.bytes());
            try (var written = draft.read(limits)) {
                if (file.inMemory() && !written.beginsWith(file)) {
                    throw new IOException("The document changed while it was copied");
                }
                // Before the key is used, not after.
                SelfCheck.signature(written, section, reference, file.revisions().size() + 1, new byte[0]);
                EarlierSignatures.holdOn(written, request.field() instanceof Field.Visible);
                var original = copyOf(digest);
                written.digest(digest, file.size(), section.gapStart());
                written.digest(digest, section.gapEnd(), section.size());
                if (request.documentHash() != null && !Arrays.equals(original, request.documentHash())) {
                    throw new Refused(Refusal.OTHER_DOCUMENT);
                }
                var hash = digest.digest();
                var attributes = SignedAttributes.der(hash, request.chain().getFirst());
                return new PreparedSignature<>(draft, limits, request, section, reference, file.revisions().size(), original, hash,
                        attributes);
            }
        } catch (IOException | MalformedPdf | Refused | RuntimeException e) {
            draft.close();
            throw e;
        }
    }

    private static byte[] copyOf(MessageDigest digest) {
        try {
            return ((MessageDigest) digest.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens the document, if it is encrypted, and refuses those that cannot be signed whatever is asked. */
    static void signable(PdfView document, @Nullable PdfPassword password, boolean inOldField) throws MalformedPdf, Refused {
        switch (document.file().unlock(password)) {
            case Access.Plain() -> {
                // Nothing to open.
            }
            case Access.Locked() -> throw new Refused(password == null ? Refusal.ENCRYPTED : Refusal.PASSWORD_WRONG);
            case Access.Unsupported() -> throw new Refused(Refusal.ENCRYPTION_UNSUPPORTED);
            case Access.Open open -> {
                if (inOldField ? !open.maySign() : !open.mayAddFields()) {
                    throw new Refused(Refusal.OWNER_FORBIDS);
                }
            }
        }
        var catalog = document.catalog();
        boolean xfa = document.get(catalog, "AcroForm") instanceof PdfObject.Dictionary form && form.has("XFA");
        if (xfa || document.get(catalog, "NeedsRendering").equals(new PdfObject.Bool(true))) {
            throw new Refused(Refusal.XFA_FORM);
        }
    }

    private static void fill(PdfView document, PdfUpdate update, PdfObject.Reference reference, SignatureRequest request)
            throws MalformedPdf, UnusableMark, Refused {
        var fields = FormFields.of(document);
        if (request.certify() != null && fields.signatures().stream().anyMatch(each -> each.value() != null)) {
            throw new Refused(Refusal.CERTIFIES_TOO_LATE);
        }
        var locks = Locks.of(document, fields);
        var form = new Form(document, update);
        var pages = new Pages(document);
        var demands = PdfObject.Dictionary.EMPTY;
        switch (request.field()) {
            case Field.Existing(String name) -> {
                var field = existing(fields, name);
                locks.check(name, false);
                Demands.check(document, field.dictionary(), request);
                demands = field.dictionary();
                form.fill(field, reference, appearance(document, update, pages, field, request.mark()));
            }
            case Field.Invisible(var asked) -> {
                String name = fresh(fields, asked);
                locks.check(name, false);
                form.add(name, reference, pages.page(1), PdfObject.Array.numbers(0, 0, 0, 0), PdfA.unseen(document, update));
            }
            case Field.Visible(var asked, Place place) -> {
                String name = fresh(fields, asked);
                locks.check(name, true);
                var page = pages.page(place.page());
                var spot = Spot.on(page, place);
                EarlierMarks.spare(document, fields, page, spot);
                var mark = Objects.requireNonNull(request.mark());
                form.add(name, reference, page, PdfObject.Array.numbers(spot.left(), spot.bottom(), spot.right(), spot.top()),
                        Appearance.add(mark, PdfA.opaque(document), place.width(), place.height(), page.rotate(), update));
            }
        }
        if (request.certify() != null) {
            var permissions = document.get(document.catalog(), "Perms") instanceof PdfObject.Dictionary known
                    ? known
                    : PdfObject.Dictionary.EMPTY;
            form.catalog("Perms", permissions.with("DocMDP", reference));
        }
        update.putSignature(reference, dictionary(document, request, demands), reserved(request));
    }

    private static FormFields.SignatureField existing(FormFields fields, String name) throws Refused {
        var field = fields.named(name);
        if (field == null) {
            throw new Refused(fields.names().contains(name) ? Refusal.FIELD_IS_NO_SIGNATURE : Refusal.FIELD_MISSING);
        }
        if (field.value() != null) {
            throw new Refused(Refusal.FIELD_ALREADY_SIGNED);
        }
        return field;
    }

    private static String fresh(FormFields fields, @Nullable String asked) throws Refused {
        if (asked != null && fields.names().contains(asked)) {
            throw new Refused(Refusal.FIELD_NAME_TAKEN);
        }
        return asked == null ? fields.freeName() : asked;
    }

    /** In the rectangle that the field has, which may be none. */
    private static PdfObject appearance(PdfView document, PdfUpdate update, Pages pages, FormFields.SignatureField field,
            @Nullable Mark mark) throws MalformedPdf, UnusableMark {
        var widget = document.dictionary(field.widget());
        if (!widget.has("Rect")) {
            return PdfObject.NULL;
        }
        var box = Pages.box(document, widget.get("Rect"));
        var page = pages.of(widget);
        int rotate = page == null ? 0 : page.rotate();
        double width = rotate % 180 == 0 ? box[2] - box[0] : box[3] - box[1];
        double height = rotate % 180 == 0 ? box[3] - box[1] : box[2] - box[0];
        if (width <= 0 || height <= 0) {
            return PdfObject.NULL;
        }
        return mark == null ? Appearance.blank(width, height, update)
                : Appearance.add(mark, PdfA.opaque(document), width, height, rotate, update);
    }

    private static PdfObject.Dictionary dictionary(PdfView document, SignatureRequest request, PdfObject.Dictionary field)
            throws MalformedPdf {
        var dictionary = PdfObject.Dictionary.ofType("Sig").with("Filter", new PdfObject.Name("Adobe.PPKLite"))
                .with("SubFilter", new PdfObject.Name("ETSI.CAdES.detached")).with("M", PdfObject.Text.of(stamp(request.time())));
        var said = request.statement();
        dictionary = say(dictionary, "Name", said.name());
        dictionary = say(dictionary, "Reason", said.reason());
        dictionary = say(dictionary, "Location", said.location());
        dictionary = say(dictionary, "ContactInfo", said.contact());
        var references = Demands.references(document, field, request.certify());
        return references.isEmpty() ? dictionary : dictionary.with("Reference", new PdfObject.Array(references));
    }

    private static PdfObject.Dictionary say(PdfObject.Dictionary dictionary, String key, @Nullable String text) {
        return text == null || text.isEmpty() ? dictionary : dictionary.with(key, PdfObject.Text.of(text));
    }

    /** ISO 32000-2 §7.9.4. */
    private static String stamp(OffsetDateTime time) {
        int minutes = time.getOffset().getTotalSeconds() / 60;
        return STAMP.format(time)
                + String.format(Locale.ROOT, "%s%02d'%02d'", minutes < 0 ? "-" : "+", Math.abs(minutes) / 60,
                        Math.abs(minutes) % 60);
    }

    private static int reserved(SignatureRequest request) {
        int certificates = 0;
        for (var certificate : request.chain()) {
            try {
                certificates += certificate.getEncoded().length;
            } catch (IOException e) {
                throw new IllegalArgumentException("A certificate that cannot be encoded", e);
            }
        }
        return Math.max(LEAST_RESERVED, certificates + BESIDES_CERTIFICATES);
    }
}
