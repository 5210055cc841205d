package id.paraf.timestamp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntFunction;

/** An NTP server, asked as a client that only wants to know (RFC 5905 §14, version 4, without authentication). */
final class NtpTime implements TimeWitness {

    private static final int PORT = 123;
    private static final int LENGTH = 48;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** RFC 5905 §7.3: no leap second announced, version 4, mode 3 (client). */
    private static final int CLIENT = 0x23;
    private static final int SERVER_MODE = 4;
    private static final int NOT_SYNCHRONISED = 3;
    private static final int STRATA = 15;
    /** From 1900-01-01, where NTP begins, to 1970-01-01. */
    private static final long TO_1970 = 2_208_988_800L;
    private static final long ERA = 1L << 32;

    private final String host;
    private final int port;
    private final Clock clock;
    private final IntFunction<byte[]> random;

    /** @param server {@code host} or {@code host:port} */
    NtpTime(String server, Clock clock, IntFunction<byte[]> random) {
        String[] parts = server.strip().split(":", 2);
        this.host = parts[0];
        this.port = parts.length == 1 ? PORT : Integer.parseInt(parts[1]);
        this.clock = clock;
        this.random = random;
    }

    @Override
    public String name() {
        return "ntp " + host;
    }

    @Override
    public Reading read() throws IOException {
        // What comes back as origin timestamp: random, so that nobody who does not see the question can answer it.
        byte[] cookie = random.apply(8);
        byte[] question = new byte[LENGTH];
        question[0] = CLIENT;
        System.arraycopy(cookie, 0, question, LENGTH - cookie.length, cookie.length);
        byte[] answer = new byte[LENGTH];
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.connect(new InetSocketAddress(host, port));
            long before = System.nanoTime();
            socket.send(new DatagramPacket(question, LENGTH));
            var packet = new DatagramPacket(answer, LENGTH);
            socket.receive(packet);
            var elapsed = Duration.ofNanos(System.nanoTime() - before);
            Instant received = clock.instant();
            if (packet.getLength() < LENGTH) {
                throw new IOException("an answer that is too short");
            }
            return understand(ByteBuffer.wrap(answer), ByteBuffer.wrap(cookie).getLong(), received, elapsed);
        }
    }

    private static Reading understand(ByteBuffer answer, long cookie, Instant received, Duration elapsed) throws IOException {
        int first = answer.get(0) & 0xff;
        int stratum = answer.get(1) & 0xff;
        if ((first & 7) != SERVER_MODE || answer.getLong(24) != cookie) {
            throw new IOException("an answer to another question");
        }
        // RFC 5905 §7.3: leap indicator 3 and stratum 0 or 16 mean that the server does not know the time itself.
        if (first >> 6 == NOT_SYNCHRONISED || stratum == 0 || stratum > STRATA || answer.getLong(40) == 0) {
            throw new IOException("the server does not know the time");
        }
        var arrived = instant(answer.getLong(32), received);
        var left = instant(answer.getLong(40), received);
        var onTheWay = elapsed.minus(Duration.between(arrived, left));
        // RFC 5905 §8: the offset, taken from the middle of both journeys; §11.2: the server's own distance adds to ours.
        var here = received.minus(elapsed.dividedBy(2));
        var there = arrived.plus(Duration.between(arrived, left).dividedBy(2));
        var uncertain = onTheWay.dividedBy(2).abs().plus(fixed(answer.getInt(4)).dividedBy(2)).plus(fixed(answer.getInt(8)));
        return new Reading(Duration.between(there, here), uncertain);
    }

    /** RFC 5905 §6: 32 bits of seconds in an era, which is the one nearest to our own clock, and 32 bits of fraction. */
    private static Instant instant(long timestamp, Instant near) {
        long seconds = (timestamp >>> 32) - TO_1970;
        long eras = Math.floorDiv(near.getEpochSecond() - seconds + ERA / 2, ERA);
        return Instant.ofEpochSecond(seconds + eras * ERA, ((timestamp & 0xffff_ffffL) * 1_000_000_000L) >>> 32);
    }

    /** RFC 5905 §6, short format: 16 bits of seconds, 16 of fraction. */
    private static Duration fixed(int value) {
        return Duration.ofNanos((value & 0xffff_ffffL) * 1_000_000_000L >>> 16);
    }
}
