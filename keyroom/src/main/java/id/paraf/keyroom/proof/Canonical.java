package id.paraf.keyroom.proof;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** One way to write down a proof, so that equal facts are equal bytes: fixed order, lengths in front, times in milliseconds. */
final class Canonical {

    static final int MAC_LENGTH = 32;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
    private final DataOutputStream out = new DataOutputStream(bytes);

    Canonical(String kind) {
        write(() -> out.writeUTF(kind));
    }

    Canonical add(UUID id) {
        write(() -> {
            out.writeLong(id.getMostSignificantBits());
            out.writeLong(id.getLeastSignificantBits());
        });
        return this;
    }

    Canonical add(Instant at) {
        write(() -> out.writeLong(at.toEpochMilli()));
        return this;
    }

    Canonical add(int number) {
        write(() -> out.writeInt(number));
        return this;
    }

    Canonical add(byte[] value) {
        write(() -> {
            out.writeInt(value.length);
            out.write(value);
        });
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** HMAC-SHA256 (RFC 2104). */
    static byte[] mac(SecretKey key, byte[] message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    static boolean verify(SecretKey key, byte[] message, byte[] mac) {
        return MessageDigest.isEqual(mac(key, message), mac);
    }

    static byte[] join(byte[] message, byte[] mac) {
        byte[] joined = Arrays.copyOf(message, message.length + mac.length);
        System.arraycopy(mac, 0, joined, message.length, mac.length);
        return joined;
    }

    /** Reads what {@link #join} wrote. */
    static final class Reader {

        private final DataInputStream in;

        Reader(String kind, byte[] encoded) {
            in = new DataInputStream(new ByteArrayInputStream(encoded));
            if (!kind.equals(read(in::readUTF))) {
                throw new IllegalArgumentException("Not a " + kind);
            }
        }

        UUID id() {
            return read(() -> new UUID(in.readLong(), in.readLong()));
        }

        Instant instant() {
            return Instant.ofEpochMilli(read(in::readLong));
        }

        int number() {
            return read(in::readInt);
        }

        byte[] value() {
            return read(() -> {
                int length = in.readInt();
                if (length < 0 || length > 64) {
                    throw new IllegalArgumentException("A field of " + length + " bytes");
                }
                return in.readNBytes(length);
            });
        }

        byte[] mac() {
            byte[] mac = read(in::readAllBytes);
            if (mac.length != MAC_LENGTH) {
                throw new IllegalArgumentException("A MAC of " + mac.length + " bytes");
            }
            return mac;
        }

        private static <T> T read(Source<T> source) {
            try {
                return source.read();
            } catch (IOException e) {
                throw new IllegalArgumentException("The proof is cut off", e);
            }
        }

        private interface Source<T> {
            T read() throws IOException;
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void write(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
