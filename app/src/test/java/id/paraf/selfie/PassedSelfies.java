package id.paraf.selfie;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.face.CleanPhoto;
import id.paraf.face.Verdict;
import id.paraf.kernel.Origin;

/** Records the verdict of a passed check where the real check records it, for tests of what comes after it. */
@Component
@Profile("test")
public class PassedSelfies {

    private final Verdicts verdicts;
    private final CaptureSessions sessions;
    private final TransactionTemplate transaction;

    PassedSelfies(Verdicts verdicts, CaptureSessions sessions, TransactionTemplate transaction) {
        this.verdicts = verdicts;
        this.sessions = sessions;
        this.transaction = transaction;
    }

    /** The session behind this cookie passes. */
    public boolean pass(String cookie) {
        return pass(cookie, 1);
    }

    /** The same with so many photos: an enrolment keeps three. */
    public boolean pass(String cookie, int photos) {
        var session = sessions.find(cookie).orElseThrow();
        var taken = IntStream.range(0, photos).mapToObj(i -> new CleanPhoto(UUID.randomUUID().toString().getBytes(), 4, 4))
                .toList();
        return Boolean.TRUE.equals(transaction.execute(status -> verdicts.passed(session,
                new Verdict.Passed(taken, 0.9, 0.9, 20, List.of()), new Origin("192.0.2.8", "phone"))));
    }
}
