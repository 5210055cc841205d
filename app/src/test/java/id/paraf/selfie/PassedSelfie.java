package id.paraf.selfie;

import java.util.List;
import java.util.UUID;

import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.face.CleanPhoto;
import id.paraf.face.Verdict;
import id.paraf.kernel.Origin;

/** Lets a capture session pass as the face check would, for tests of what comes after it: a real verdict, a made-up photo. */
public final class PassedSelfie {

    private PassedSelfie() {
    }

    public static void pass(ApplicationContext application, CaptureSession session, Origin origin) {
        byte[] photo = UUID.randomUUID().toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        var verdict = new Verdict.Passed(List.of(new CleanPhoto(photo, 1, 1)), 0.9, 0.99, 20, List.of());
        var verdicts = application.getBean(Verdicts.class);
        boolean passed = Boolean.TRUE.equals(application.getBean(TransactionTemplate.class)
                .execute(status -> verdicts.passed(session, verdict, origin)));
        if (!passed) {
            throw new IllegalStateException("The capture session was over");
        }
    }
}
