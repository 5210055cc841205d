package id.paraf.gates;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Fails on purpose, so that tests see what a defect looks like from outside. On the class path of tests alone. */
@RestController
class Breakage {

    static final String DETAIL = "the inside of the machine";

    @GetMapping("/help/broken")
    String broken() {
        var defect = new IllegalStateException(DETAIL);
        // One frame is enough for a log that nobody reads.
        defect.setStackTrace(java.util.Arrays.copyOf(defect.getStackTrace(), 1));
        throw defect;
    }

    @PostMapping(path = "/help/broken", consumes = "application/json")
    String json(@RequestBody String body) {
        return body;
    }
}
