package id.paraf.pades.pdf;

import static id.paraf.pades.pdf.MalformedPdf.Reason.BAD_OBJECT;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

import org.apache.pdfbox.pdmodel.encryption.StandardSecurityHandler;
import org.jspecify.annotations.Nullable;

/**
 * The standard security handler, ISO 32000-2 §7.6.4, revisions 2, 3, 4, 5 (Adobe's own, before 2.0) and 6: from a password to the
 * file's key. The algorithms 2 to 2.B and their checks are PDFBox's, which take and give bytes.
 */
final class StandardHandler {

    /** What a password turned out to be. */
    record Result(Access access, @Nullable Encryption encryption) {
    }

    private static final Result LOCKED = new Result(new Access.Locked(), null);
    private static final Result UNSUPPORTED = new Result(new Access.Unsupported(), null);

    private final StandardSecurityHandler algorithms = new StandardSecurityHandler();
    private final PdfView document;
    private final PdfObject.Dictionary said;
    private final int version;
    private final int revision;
    private final int length;
    private final int permissions;
    private final boolean metadata;
    private final byte[] id;

    private StandardHandler(PdfView document, PdfObject.Dictionary said) throws MalformedPdf {
        this.document = document;
        this.said = said;
        this.version = number("V", 0);
        this.revision = number("R", 0);
        int bits = number("Length", version == 4 ? 128 : 40);
        this.length = version == 1 ? 5 : version == 5 ? 32 : bits / 8;
        this.permissions = number("P", 0);
        this.metadata = !document.get(said, "EncryptMetadata").equals(new PdfObject.Bool(false));
        this.id = identifier(document);
    }

    static Result open(PdfView document, @Nullable PdfPassword password) throws MalformedPdf {
        if (!(document.get(document.trailer(), "Encrypt") instanceof PdfObject.Dictionary said)) {
            throw new MalformedPdf(BAD_OBJECT, -1, "Encrypt is no dictionary");
        }
        var handler = new StandardHandler(document, said);
        if (!handler.known()) {
            return UNSUPPORTED;
        }
        handler.sameInEveryRevision();
        // §7.6.4.1: a document is first tried with the reader's password that is none.
        String typed = password == null ? "" : password.reveal();
        try {
            return handler.open(typed);
        } catch (IOException | RuntimeException e) {
            throw new MalformedPdf(BAD_OBJECT, -1, "an Encrypt dictionary that no key can be made from");
        }
    }

    private boolean known() throws MalformedPdf {
        return document.get(said, "Filter").equals(new PdfObject.Name("Standard")) && switch (version) {
            case 1, 2 -> (revision == 2 || revision == 3) && length >= 5 && length <= 16;
            case 4 -> revision == 4 && length >= 5 && length <= 16 && methods() != null;
            case 5 -> (revision == 5 || revision == 6) && methods() != null;
            default -> false;
        };
    }

    private Result open(String password) throws IOException, MalformedPdf {
        for (var candidate : candidates(password)) {
            byte[] typed = candidate.getBytes(revision >= 5 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
            try {
                var result = open(typed);
                if (!result.equals(LOCKED)) {
                    return result;
                }
            } finally {
                Arrays.fill(typed, (byte) 0);
            }
        }
        return LOCKED;
    }

    private Result open(byte[] typed) throws IOException, MalformedPdf {
        byte[] u = bytes("U");
        byte[] o = bytes("O");
        if (algorithms.isOwnerPassword(typed, u, o, permissions, id, revision, length, metadata)) {
            byte[] inner = revision >= 5 ? typed : algorithms.getUserPassword(typed, o, revision, length);
            return opened(inner, o, u, true);
        }
        return algorithms.isUserPassword(typed, u, o, permissions, id, revision, length, metadata)
                ? opened(typed, o, u, false)
                : LOCKED;
    }

    /** §7.6.4.3.2: revision 6 wants SASLprep, of which compatibility forms are the part that people meet. */
    private Set<String> candidates(String password) {
        var candidates = new LinkedHashSet<String>();
        candidates.add(password);
        if (revision >= 5) {
            candidates.add(Normalizer.normalize(password, Normalizer.Form.NFKC));
        }
        return candidates;
    }

    private Result opened(byte[] password, byte[] o, byte[] u, boolean owner) throws IOException, MalformedPdf {
        byte[] oe = revision >= 5 ? bytes("OE") : new byte[0];
        byte[] ue = revision >= 5 ? bytes("UE") : new byte[0];
        byte[] key = algorithms.computeEncryptedKey(password, o, u, oe, ue, permissions, id, revision, length, metadata, owner);
        if (revision >= 5) {
            checkPermissions(key);
        }
        var methods = methods();
        int own = document.trailer().get("Encrypt") instanceof PdfObject.Reference reference ? reference.number() : -1;
        return new Result(new Access.Open(owner, revision, permissions),
                methods == null ? new Encryption(key, Encryption.Method.RC4, Encryption.Method.RC4, metadata, own)
                        : new Encryption(key, methods[0], methods[1], metadata, own));
    }

    /** Algorithm 13: the permissions are encrypted once more, so that nobody gives himself others. */
    private void checkPermissions(byte[] key) throws MalformedPdf {
        try {
            var cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"));
            var plain = ByteBuffer.wrap(cipher.doFinal(bytes("Perms"))).order(ByteOrder.LITTLE_ENDIAN);
            if (plain.getInt(0) != permissions || plain.get(9) != 'a' || plain.get(10) != 'd' || plain.get(11) != 'b'
                    || plain.get(8) != (metadata ? 'T' : 'F')) {
                throw new MalformedPdf(BAD_OBJECT, -1, "permissions that are not those of the owner");
            }
        } catch (GeneralSecurityException e) {
            throw new MalformedPdf(BAD_OBJECT, -1, "permissions that cannot be checked");
        }
    }

    /** For strings and for streams, by the crypt filters of §7.6.6; null for methods of older versions, and for unknown ones. */
    private Encryption.Method @Nullable [] methods() throws MalformedPdf {
        if (version < 4) {
            return null;
        }
        var strings = method("StrF");
        var streams = method("StmF");
        // Attachments under a method of their own: nothing that we write, and nothing that we would read.
        return strings == null || streams == null ? null : new Encryption.Method[] {strings, streams};
    }

    private Encryption.@Nullable Method method(String key) throws MalformedPdf {
        if (!(document.get(said, key) instanceof PdfObject.Name(String name)) || name.equals("Identity")) {
            return Encryption.Method.NONE;
        }
        if (!(document.get(said, "CF") instanceof PdfObject.Dictionary filters)
                || !(document.get(filters, name) instanceof PdfObject.Dictionary filter)
                || !(document.get(filter, "CFM") instanceof PdfObject.Name(String method))) {
            return null;
        }
        return switch (method) {
            case "None" -> Encryption.Method.NONE;
            case "V2" -> version == 4 ? Encryption.Method.RC4 : null;
            case "AESV2" -> version == 4 && length == 16 ? Encryption.Method.AES128 : null;
            case "AESV3" -> version == 5 ? Encryption.Method.AES256 : null;
            default -> null;
        };
    }

    private int number(String key, int otherwise) throws MalformedPdf {
        return document.get(said, key) instanceof PdfObject.Int(long value) ? (int) value : otherwise;
    }

    /** Some writers fill the strings up with zeros. */
    private byte[] bytes(String key) throws MalformedPdf {
        int size = switch (key) {
            case "O", "U" -> revision >= 5 ? 48 : 32;
            case "Perms" -> 16;
            default -> 32;
        };
        if (!(document.get(said, key) instanceof PdfObject.Text text) || text.bytes().length < size) {
            throw new MalformedPdf(BAD_OBJECT, -1, "an Encrypt dictionary without a usable " + key);
        }
        return Arrays.copyOf(text.bytes(), size);
    }

    private static byte[] identifier(PdfView document) {
        return document.trailer().get("ID") instanceof PdfObject.Array(var items) && !items.isEmpty()
                && items.getFirst() instanceof PdfObject.Text first ? first.bytes() : new byte[0];
    }

    /** An update that changed them would show another document to those who do not look at its end. */
    private void sameInEveryRevision() throws MalformedPdf {
        if (revision < 5 && id.length == 0) {
            throw new MalformedPdf(BAD_OBJECT, -1, "an encrypted document without its identifier");
        }
        for (var each : document.file().revisions()) {
            var view = document.file().view(each);
            if (!view.get(view.trailer(), "Encrypt").equals(said) || revision < 5 && !Arrays.equals(identifier(view), id)) {
                throw new MalformedPdf(BAD_OBJECT, -1, "revisions encrypted in different ways");
            }
        }
    }
}
