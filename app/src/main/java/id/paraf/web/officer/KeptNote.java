package id.paraf.web.officer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

import id.paraf.kernel.Randomness;
import id.paraf.kernel.RootSecret;
import id.paraf.kernel.Sealing;
import id.paraf.web.Form;

/**
 * What an officer had typed when the code turned out to have grown too old meanwhile. It waits in this browser, sealed for this
 * page and this officer, while a new code is given, and comes back into the form once.
 */
@Component
class KeptNote {

    static final String COOKIE = "officer-note";
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final String SEPARATOR = "\u001f";
    /** A cookie has 4,096 octets; a note that the form lets through fits. */
    private static final int LONGEST = 500;

    private final Sealing sealing;

    KeptNote(RootSecret root, Randomness randomness) {
        this.sealing = new Sealing(root.derive("web/officer-note", "AES"), randomness);
    }

    void keep(HttpServletResponse response, UUID officer, String path, String decision, String note) {
        String shown = note.substring(0, Math.min(note.length(), LONGEST));
        byte[] sealed = sealing.seal(place(officer, path), (decision + SEPARATOR + shown).getBytes(StandardCharsets.UTF_8));
        cookie(response, path, Base64.getUrlEncoder().withoutPadding().encodeToString(sealed), LIFE);
    }

    /** The form as it was left, and the cookie is gone; an untouched form if nothing was. */
    Form take(HttpServletRequest request, HttpServletResponse response, UUID officer, String path) {
        Cookie[] cookies = request.getCookies();
        var kept = Optional.ofNullable(cookies).stream().flatMap(Arrays::stream).filter(one -> one.getName().equals(COOKIE))
                .map(Cookie::getValue).findFirst();
        if (kept.isEmpty()) {
            return Form.empty();
        }
        cookie(response, path, "", Duration.ZERO);
        return kept.flatMap(value -> open(officer, path, value)).map(parts -> Form.empty().with("decision", parts[0])
                .with("note", parts[1])).orElseGet(Form::empty);
    }

    private Optional<String[]> open(UUID officer, String path, String value) {
        try {
            return sealing.open(place(officer, path), Base64.getUrlDecoder().decode(value))
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8).split(SEPARATOR, 2))
                    .filter(parts -> parts.length == 2);
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static String place(UUID officer, String path) {
        return "officer:" + officer + " " + path;
    }

    private static void cookie(HttpServletResponse response, String path, String value, Duration age) {
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(COOKIE, value).path(path).maxAge(age).secure(true)
                .httpOnly(true).sameSite("Lax").build().toString());
    }
}
