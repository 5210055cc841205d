package id.paraf.web.timestamp;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;
import id.paraf.pki.tsp.TimestampRequest;
import id.paraf.timestamp.AnswerTimestamp;

/**
 * Programs post a TimeStampReq and get a TimeStampResp, with status 200 also where it refuses: the answer says why. No host
 * name and no cookie plays a part.
 */
@RestController
class TimestampRequests {

    private static final MediaType REPLY = MediaType.parseMediaType("application/timestamp-reply");

    private final AnswerTimestamp answers;
    private final Limits limits;

    TimestampRequests(AnswerTimestamp answers, Limits limits) {
        this.answers = answers;
        this.limits = limits;
    }

    @PostMapping(path = "/tsa", consumes = "application/timestamp-query")
    ResponseEntity<byte[]> answer(InputStream body, Origin origin) throws IOException {
        if (limits.take(Limit.TIMESTAMP_PER_ADDRESS, origin.address()) instanceof Limits.Outcome.Refused(Duration retryAfter)) {
            throw new Problem(429, "tooMany", retryAfter);
        }
        byte[] request = body.readNBytes(TimestampRequest.LONGEST + 1);
        if (request.length > TimestampRequest.LONGEST) {
            throw new Problem(413, "tooLarge");
        }
        return ResponseEntity.ok().contentType(REPLY).cacheControl(CacheControl.noStore()).body(answers.answer(request));
    }

    /** For whoever opens the address in a browser. */
    @GetMapping("/tsa")
    void look(HttpServletResponse response) {
        response.setHeader(HttpHeaders.ALLOW, "POST");
        throw new Problem(405, "timestamp");
    }
}
