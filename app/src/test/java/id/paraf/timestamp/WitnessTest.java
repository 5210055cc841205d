package id.paraf.timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.UnaryOperator;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;

import id.paraf.testing.MutableClock;
import id.paraf.testing.Proves;
import id.paraf.testing.TestDatabase;

/** The witnesses against a real database and against a small NTP server that tells the truth or does not. */
class WitnessTest {

    private static final Instant TIME = Instant.parse("2026-11-02T02:00:00Z");
    private static final byte[] COOKIE = {1, 2, 3, 4, 5, 6, 7, 8};

    private final MutableClock clock = new MutableClock(TIME);

    /** Answers one question with the truth of {@code TIME}, changed by the test; null answers nothing. */
    private TimeWitness.Reading ask(Instant truth, UnaryOperator<byte[]> change) throws Exception {
        try (var server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            var answering = Thread.ofVirtual().start(() -> answer(server, truth, change));
            try {
                return new NtpTime("127.0.0.1:" + server.getLocalPort(), clock, count -> Arrays.copyOf(COOKIE, count)).read();
            } finally {
                server.close();
                answering.join();
            }
        }
    }

    private static void answer(DatagramSocket server, Instant truth, UnaryOperator<byte[]> change) {
        try {
            var packet = new DatagramPacket(new byte[100], 100);
            server.receive(packet);
            assertThat(packet.getLength()).isEqualTo(48);
            assertThat(packet.getData()[0]).isEqualTo((byte) 0x23);
            byte[] answer = new byte[48];
            var fields = ByteBuffer.wrap(answer);
            // Leap 0, version 4, mode 4; stratum 2; root delay and dispersion of 1/64 s each.
            fields.put(0, (byte) 0x24).put(1, (byte) 2).putInt(4, 1024).putInt(8, 1024);
            fields.putLong(24, ByteBuffer.wrap(packet.getData(), 40, 8).getLong());
            fields.putLong(32, ntp(truth)).putLong(40, ntp(truth));
            byte[] sent = change.apply(answer);
            if (sent != null) {
                server.send(new DatagramPacket(sent, sent.length, packet.getSocketAddress()));
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static long ntp(Instant at) {
        return at.getEpochSecond() + 2_208_988_800L << 32 | ((long) at.getNano() << 32) / 1_000_000_000L;
    }

    private static UnaryOperator<byte[]> with(int index, int value) {
        return answer -> {
            answer[index] = (byte) value;
            return answer;
        };
    }

    @Test
    @Proves("TS-03")
    void anNtpServerTellsHowFarTheClockIsOff() throws Exception {
        for (var off : new Duration[] {Duration.ZERO, Duration.ofMillis(1500), Duration.ofMillis(-1500), Duration.ofDays(-40)}) {
            var reading = ask(TIME.minus(off), answer -> answer);
            assertThat(reading.ahead().minus(off).abs()).isLessThanOrEqualTo(reading.uncertain());
            // Half of the root delay, the root dispersion, and half of the way.
            assertThat(reading.uncertain()).isBetween(Duration.ofMillis(23), Duration.ofMillis(900));
        }
        // NTP counts 32 bits of seconds from 1900: the next era begins in 2036.
        clock.set(Instant.parse("2040-01-01T00:00:00Z"));
        assertThat(ask(clock.instant().minusSeconds(3), answer -> answer).ahead()).isBetween(Duration.ofMillis(2_000),
                Duration.ofMillis(4_000));
    }

    @Test
    @Proves("TS-03")
    void whatIsNoTimeIsNoWitness() {
        assertThatThrownBy(() -> ask(TIME, with(0, 0x23))).hasMessageContaining("another question");
        assertThatThrownBy(() -> ask(TIME, with(31, 0))).hasMessageContaining("another question");
        assertThatThrownBy(() -> ask(TIME, with(0, 0xe4))).hasMessageContaining("does not know");
        assertThatThrownBy(() -> ask(TIME, with(1, 0))).hasMessageContaining("does not know");
        assertThatThrownBy(() -> ask(TIME, with(1, 16))).hasMessageContaining("does not know");
        assertThatThrownBy(() -> ask(TIME, answer -> Arrays.copyOf(answer, 47))).hasMessageContaining("too short");
        assertThatThrownBy(() -> ask(TIME, answer -> null)).isInstanceOf(java.net.SocketTimeoutException.class);
        assertThatThrownBy(() -> new NtpTime("tidak-ada.invalid", clock, byte[]::new).read()).isInstanceOf(IOException.class);
    }

    @Test
    @Proves("TS-03")
    void theDatabaseIsAWitnessUntilItIsAway() throws Exception {
        try (var database = new HikariDataSource()) {
            database.setJdbcUrl(TestDatabase.newUrl());
            database.setConnectionTimeout(250);
            clock.set(Instant.now().plusSeconds(100));
            var reading = new DatabaseTime(database, clock).read();
            assertThat(reading.ahead()).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(101));
            database.close();
            assertThatThrownBy(() -> new DatabaseTime(database, clock).read()).isInstanceOf(IOException.class);
        }
    }
}
