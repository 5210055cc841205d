package id.paraf.web.selfie;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

import id.paraf.face.Reason;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;
import id.paraf.selfie.CaptureSession;
import id.paraf.selfie.CaptureSessions;
import id.paraf.selfie.CheckSelfie;
import id.paraf.selfie.SelfieOutcome;
import id.paraf.selfie.Submission;
import id.paraf.web.Page;

/** What the camera page's script asks: a hint on a frame, a challenge, the verdict on an attempt. */
@RestController
class CaptureAnswers {

    private final CaptureCookie cookie;
    private final CaptureSessions sessions;
    private final CheckSelfie selfie;
    private final Limits limits;

    CaptureAnswers(CaptureCookie cookie, CaptureSessions sessions, CheckSelfie selfie, Limits limits) {
        this.cookie = cookie;
        this.sessions = sessions;
        this.selfie = selfie;
        this.limits = limits;
    }

    @PostMapping(path = "/capture/hint", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Map<String, Object>> hint(@RequestParam(required = false) @Nullable MultipartFile frame,
            HttpServletRequest request, Page page) throws IOException {
        var session = cookie.session(request);
        if (session.isEmpty()) {
            return over(page);
        }
        if (frame == null) {
            throw new Problem(400, "badRequest");
        }
        var hint = selfie.hint(session.get(), frame.getBytes());
        if (hint.isEmpty()) {
            return ResponseEntity.status(429).body(answer("WAIT", page.t("selfie.hint.wait")));
        }
        Reason reason = hint.get().reason();
        var answer = answer(reason == null ? "GOOD" : reason.name(),
                reason == null ? page.t("selfie.hint.good") : sentence(page, reason));
        answer.put("yaw", Double.isNaN(hint.get().yaw()) ? null : Math.round(hint.get().yaw() * 10) / 10.0);
        return ResponseEntity.ok(answer);
    }

    @PostMapping("/capture/challenge")
    ResponseEntity<Map<String, Object>> challenge(HttpServletRequest request, Page page) {
        var session = cookie.session(request);
        if (session.isEmpty()) {
            return over(page);
        }
        return selfie.challenge(session.get()).map(challenge -> {
            var answer = answer(challenge.side().name(), page.t("selfie.turn." + challenge.side().name()));
            answer.put("nonce", challenge.nonce());
            return ResponseEntity.ok(answer);
        }).orElseGet(() -> ResponseEntity.status(409).body(answer("CONSENT", page.t("selfie.outcome.consent"))));
    }

    @PostMapping(path = "/capture/frames", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Map<String, Object>> frames(@RequestParam(defaultValue = "") String nonce,
            @RequestParam(defaultValue = "") String camera, @RequestParam(required = false) @Nullable List<MultipartFile> frontal,
            @RequestParam(required = false) @Nullable List<MultipartFile> turned, HttpServletRequest request,
            HttpServletResponse response, Origin origin, Page page) throws IOException {
        var session = cookie.session(request);
        if (session.isEmpty()) {
            return over(page);
        }
        if (!limits.take(Limit.SELFIE_UPLOAD_PER_SESSION, session.get().id().toString()).granted()) {
            return ResponseEntity.status(429).body(answer("LATER", page.t("selfie.outcome.later")));
        }
        var outcome = selfie.submit(session.get(), new Submission(nonce, bytes(frontal), bytes(turned), camera), origin);
        return answer(outcome, session.get(), response, page);
    }

    private ResponseEntity<Map<String, Object>> answer(SelfieOutcome outcome, CaptureSession session, HttpServletResponse response,
            Page page) {
        return switch (outcome) {
            case SelfieOutcome.Passed(var next) -> {
                // RP-15: whoever saw the token before has nothing now.
                cookie.put(response, sessions.rotate(session));
                var answer = answer("PASSED", page.t("selfie.outcome.passed." + session.purpose()));
                answer.put("next", next == null ? "/capture" : next);
                yield ResponseEntity.ok(answer);
            }
            case SelfieOutcome.Adjust(Reason reason) ->
                ResponseEntity.unprocessableContent().body(with(tips(reason), answer("ADJUST", sentence(page, reason))));
            case SelfieOutcome.Retry(Reason reason, int left) ->
                left(with(tips(reason), answer("RETRY", sentence(page, reason) + " "
                        + page.t("selfie.attempts", left))), left);
            case SelfieOutcome.SeenBefore(int left) -> left(answer("RETRY", page.t("selfie.outcome.seen") + " "
                    + page.t("selfie.attempts", left)), left);
            case SelfieOutcome.ChallengeOver over ->
                ResponseEntity.status(409).body(with(List.of("turn"), answer("AGAIN", page.t("selfie.outcome.again"))));
            case SelfieOutcome.TryLater later -> ResponseEntity.status(503).body(answer("LATER", page.t("selfie.outcome.later")));
            case SelfieOutcome.NeedsOfficer officer -> ResponseEntity.unprocessableContent()
                    .body(answer("OFFICER", page.t("selfie.officer.cause." + officer.cause().name())));
            case SelfieOutcome.NoConsent consent ->
                ResponseEntity.status(409).body(answer("CONSENT", page.t("selfie.outcome.consent")));
        };
    }

    private static ResponseEntity<Map<String, Object>> left(Map<String, Object> answer, int left) {
        answer.put("left", left);
        return ResponseEntity.unprocessableContent().body(answer);
    }

    /** What helps against just this, by the names of the page's tips: {@code selfie.tip.*}. */
    private static List<String> tips(Reason reason) {
        return switch (reason) {
            case TOO_DARK, TOO_BRIGHT -> List.of("light");
            case COVERED -> List.of("glasses");
            case NO_FACE, TOO_SMALL, OFF_CENTRE, NOT_FRONTAL -> List.of("level");
            case BLURRED -> List.of("still", "light");
            case MANY_FACES -> List.of("alone");
            case NOT_TURNED, OTHER_FACE_IN_TURN -> List.of("turn");
            case NOT_LIVE -> List.of("live", "light");
            case NOT_MATCHED -> List.of("light", "glasses", "level");
            case NOT_AN_IMAGE, FILE_TOO_LARGE, TOO_MANY_PIXELS, BROKEN_IMAGE, INCOMPLETE -> List.of();
        };
    }

    private static Map<String, Object> with(List<String> tips, Map<String, Object> answer) {
        answer.put("tips", tips);
        return answer;
    }

    private static ResponseEntity<Map<String, Object>> over(Page page) {
        return ResponseEntity.status(401).body(answer("OVER", page.t("selfie.over.body")));
    }

    private static String sentence(Page page, Reason reason) {
        return page.t("selfie.reason." + reason.name());
    }

    private static Map<String, Object> answer(String outcome, String text) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("outcome", outcome);
        answer.put("text", text);
        return answer;
    }

    private static List<byte[]> bytes(@Nullable List<MultipartFile> files) throws IOException {
        var bytes = new ArrayList<byte[]>();
        if (files != null) {
            for (MultipartFile file : files) {
                bytes.add(file.getBytes());
            }
        }
        return bytes;
    }
}
