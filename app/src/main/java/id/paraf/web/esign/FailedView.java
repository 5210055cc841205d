package id.paraf.web.esign;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

import org.springframework.context.NoSuchMessageException;

import id.paraf.esign.ClientUse.Failed;
import id.paraf.web.Page;

/**
 * A failed call as an officer reads it.
 *
 * @param code what the application compares: the status, and the code of the error where there is one
 * @param words what was wrong, in a sentence
 */
public record FailedView(Instant at, String call, String code, String words) {

    /** As the "Esign Client Service" API says it: a code, and what is told beside it. */
    private static final Pattern ESIGN = Pattern.compile("([0-9]{3,4}) (.+)");
    /** As the REST API says it; behind it the number of an incident, which only the log knows. */
    private static final Pattern REST = Pattern.compile("([a-z][a-z-]*)( .*)?");

    static List<FailedView> all(List<Failed> failed, Page page) {
        return failed.stream().map(one -> of(one, page)).toList();
    }

    private static FailedView of(Failed failed, Page page) {
        String status = Integer.toString(failed.status());
        var esign = ESIGN.matcher(failed.failure());
        if (esign.matches()) {
            return new FailedView(failed.at(), failed.call(), code(status, esign.group(1)), esign.group(2));
        }
        var rest = REST.matcher(failed.failure());
        if (rest.matches()) {
            return new FailedView(failed.at(), failed.call(), code(status, failed.failure()),
                    words("rest.error." + rest.group(1) + ".title", page));
        }
        return new FailedView(failed.at(), failed.call(), status, words("esign.failed." + status, page));
    }

    private static String code(String status, String code) {
        return code.equals(status) ? status : status + " " + code;
    }

    /** Something else was told by another version of Paraf than this one. */
    private static String words(String key, Page page) {
        try {
            return page.t(key);
        } catch (NoSuchMessageException unknown) {
            return page.t("esign.failed");
        }
    }
}
