package id.paraf.pades.pdf;

import static id.paraf.pades.pdf.MalformedPdf.Reason.BAD_OBJECT;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Strings and streams under the key of an encrypted file, ISO 32000-2 §7.6.2 and §7.6.3. */
final class Encryption {

    /** How strings, or streams, are encrypted. */
    enum Method {
        NONE, RC4, AES128, AES256
    }

    private static final int BLOCK = 16;
    private static final byte[] SALT = "sAlT".getBytes(StandardCharsets.US_ASCII);

    private final byte[] key;
    private final Method strings;
    private final Method streams;
    private final boolean metadata;
    private final int own;

    /**
     * @param metadata whether streams of metadata are encrypted, too
     * @param own      number of the encryption dictionary, which itself is in clear; -1 if it is no object of its own
     */
    Encryption(byte[] key, Method strings, Method streams, boolean metadata, int own) {
        this.key = key;
        this.strings = strings;
        this.streams = streams;
        this.metadata = metadata;
        this.own = own;
    }

    /** Does something with the bytes of a string. */
    private interface Strings {

        byte[] of(byte[] bytes) throws MalformedPdf;
    }

    /** An object of the file as it was before it was encrypted; its stream, if it is one, is opened when it is unpacked. */
    PdfObject opened(PdfObject value, PdfObject.Reference of) throws MalformedPdf {
        if (of.number() == own) {
            return value;
        }
        if (value instanceof PdfObject.Stream(var dictionary, long start, long end, var _)) {
            // §7.5.8.2: cross-reference streams are read before anybody knows a key.
            if (dictionary.is("Type", "XRef")) {
                return value;
            }
            var opened = (PdfObject.Dictionary) mapped(dictionary, bytes -> open(strings, bytes, of));
            return new PdfObject.Stream(opened, start, end, covers(opened) ? of : null);
        }
        return mapped(value, bytes -> open(strings, bytes, of));
    }

    /** A value as it is to be written into the object of this number. */
    PdfObject sealed(PdfObject value, PdfObject.Reference of) throws MalformedPdf {
        return of.number() == own ? value : mapped(value, bytes -> seal(strings, bytes, of));
    }

    byte[] openedStream(byte[] packed, PdfObject.Reference of) throws MalformedPdf {
        return open(streams, packed, of);
    }

    byte[] sealedStream(PdfObject.Dictionary dictionary, byte[] packed, PdfObject.Reference of) throws MalformedPdf {
        return covers(dictionary) ? seal(streams, packed, of) : packed;
    }

    private boolean covers(PdfObject.Dictionary dictionary) {
        return streams != Method.NONE && (metadata || !dictionary.is("Type", "Metadata"));
    }

    private PdfObject mapped(PdfObject value, Strings change) throws MalformedPdf {
        return switch (value) {
            case PdfObject.Text text -> strings == Method.NONE ? text
                    : new PdfObject.Text(change.of(text.bytes()), text.start(), text.end(), true);
            case PdfObject.Array(var items) -> {
                var all = new ArrayList<PdfObject>(items.size());
                for (var item : items) {
                    all.add(mapped(item, change));
                }
                yield new PdfObject.Array(all);
            }
            case PdfObject.Dictionary dictionary -> {
                var all = new LinkedHashMap<String, PdfObject>();
                for (var entry : dictionary.entries().entrySet()) {
                    boolean clear = entry.getKey().equals("Contents") && isSignature(dictionary);
                    all.put(entry.getKey(), clear ? entry.getValue() : mapped(entry.getValue(), change));
                }
                yield new PdfObject.Dictionary(all);
            }
            default -> value;
        };
    }

    /** §7.6.2: the Contents of a signature are not encrypted. */
    private static boolean isSignature(PdfObject.Dictionary dictionary) {
        return dictionary.get("Contents") instanceof PdfObject.Text
                && (dictionary.is("Type", "Sig") || dictionary.is("Type", "DocTimeStamp") || dictionary.has("ByteRange"));
    }

    private byte[] open(Method method, byte[] bytes, PdfObject.Reference of) throws MalformedPdf {
        if (method == Method.NONE || bytes.length == 0) {
            return bytes;
        }
        try {
            if (method == Method.RC4) {
                return rc4(bytes, of);
            }
            if (bytes.length < 2 * BLOCK) {
                throw new GeneralSecurityException("too short");
            }
            var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(objectKey(method, of), "AES"), new IvParameterSpec(bytes, 0, BLOCK));
            return cipher.doFinal(bytes, BLOCK, bytes.length - BLOCK);
        } catch (GeneralSecurityException _) {
            throw new MalformedPdf(BAD_OBJECT, -1, "something encrypted that does not open");
        }
    }

    private byte[] seal(Method method, byte[] bytes, PdfObject.Reference of) {
        try {
            return switch (method) {
                case NONE -> bytes;
                case RC4 -> rc4(bytes, of);
                case AES128, AES256 -> {
                    byte[] start = start(bytes, of);
                    var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
                    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(objectKey(method, of), "AES"), new IvParameterSpec(start));
                    byte[] sealed = cipher.doFinal(bytes);
                    byte[] whole = Arrays.copyOf(start, BLOCK + sealed.length);
                    System.arraycopy(sealed, 0, whole, BLOCK, sealed.length);
                    yield whole;
                }
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As unforeseeable as a random one to those without the key, and never the same for two texts. */
    private byte[] start(byte[] bytes, PdfObject.Reference of) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        mac.update(ByteBuffer.allocate(8).putInt(of.number()).putInt(of.generation()).array());
        return Arrays.copyOf(mac.doFinal(bytes), BLOCK);
    }

    private byte[] rc4(byte[] bytes, PdfObject.Reference of) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("ARCFOUR");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(objectKey(Method.RC4, of), "ARCFOUR"));
        return bytes.length == 0 ? bytes : cipher.doFinal(bytes);
    }

    /** Algorithm 1, and 1.A for AES-256. */
    private byte[] objectKey(Method method, PdfObject.Reference of) throws GeneralSecurityException {
        if (method == Method.AES256) {
            return key;
        }
        var digest = MessageDigest.getInstance("MD5");
        digest.update(key);
        byte[] numbers = ByteBuffer.allocate(6).order(ByteOrder.LITTLE_ENDIAN).putInt(of.number()).array();
        // Three bytes of the number, two of the generation.
        digest.update(numbers, 0, 3);
        digest.update((byte) of.generation());
        digest.update((byte) (of.generation() >> 8));
        if (method == Method.AES128) {
            digest.update(SALT);
        }
        return Arrays.copyOf(digest.digest(), Math.min(key.length + 5, 16));
    }

    /** Nothing of the key is ever printed. */
    @Override
    public String toString() {
        return "Encryption[" + strings + ", " + streams + "]";
    }
}
