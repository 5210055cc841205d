package id.paraf.timestamp;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.tsp.TimeStampToken;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.boot.Paraf;
import id.paraf.pki.tsp.ImprintHash;

/**
 * The real application in a process of its own, with its real clock, on the embedded database of a directory. It gives tokens
 * from several threads and prints the number of each, until it has given so many or is killed.
 *
 * <p>Arguments: the data directory, how many tokens, and a file with numbers that must have their rows.
 */
final class TokenProcess {

    private static final int THREADS = 8;

    private TokenProcess() {
    }

    public static void main(String[] arguments) throws Exception {
        var application = SpringApplication.run(Paraf.class, "--spring.profiles.active=demo", "--server.port=0",
                "--paraf.data-directory=" + arguments[0]);
        var jdbc = application.getBean(JdbcClient.class);
        for (String serial : Files.readAllLines(Path.of(arguments[2]))) {
            boolean there = jdbc.sql("SELECT count(*) FROM timestamp_token WHERE serial = :serial")
                    .param("serial", new BigInteger(serial, 16).toByteArray()).query(Long.class).single() == 1;
            if (!there) {
                System.out.println("MISSING " + serial);
            }
        }
        System.out.println("BEGINS");
        var timestamps = application.getBean(Timestamps.class);
        var left = new AtomicInteger(Integer.parseInt(arguments[1]));
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (int i = 0; i < THREADS; i++) {
                threads.submit(() -> {
                    while (left.getAndDecrement() > 0) {
                        System.out.println(give(timestamps));
                    }
                    return true;
                });
            }
        }
        application.close();
    }

    private static String give(Timestamps timestamps) throws Exception {
        return switch (timestamps.over(ImprintHash.SHA256, new byte[32])) {
            case TokenOutcome.Given given -> "TOKEN " + new TimeStampToken(new CMSSignedData(given.der())).getTimeStampInfo()
                    .getSerialNumber().toString(16);
            case TokenOutcome.Refused refused -> "REFUSED " + refused.why();
        };
    }
}
