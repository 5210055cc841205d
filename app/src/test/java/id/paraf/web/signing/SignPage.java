package id.paraf.web.signing;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import id.paraf.passphrase.ResetWorld;
import id.paraf.testing.HttpBrowser;

/** The page on which one document is signed, as its owner fills it in. */
final class SignPage {

    private static final Pattern DOCUMENT = Pattern.compile("name=\"document\" value=\"([^\"]+)\"");
    private static final Pattern DIGEST = Pattern.compile("name=\"sha256\" value=\"([^\"]+)\"");

    private SignPage() {
    }

    /** Sends it as it comes, but for the fields that are named. */
    static HttpResponse<String> sign(ResetWorld.Owner owner, HttpBrowser browser, String path, String passphrase, String... more) {
        String page = browser.get(path).body();
        var fields = new LinkedHashMap<String, String>();
        fields.put("document", first(DOCUMENT, page));
        fields.put("sha256", first(DIGEST, page));
        fields.putAll(Map.of("certificate", owner.certificate().toString(), "mark", "visible", "where", "last", "spot",
                "bottom-right", "passphrase", passphrase));
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        return browser.post("/documents/sign", fields.entrySet().stream()
                .flatMap(field -> Stream.of(field.getKey(), field.getValue())).toArray(String[]::new));
    }

    private static String first(Pattern pattern, String page) {
        return pattern.matcher(page).results().map(match -> match.group(1)).findFirst().orElseThrow();
    }
}
