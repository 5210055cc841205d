package id.paraf.web.officer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

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
    private static final String EQUALS = "\u001e";
    /** A cookie has 4,096 octets; a note that the form lets through fits. */
    private static final int LONGEST = 500;

    private final Sealing sealing;

    KeptNote(RootSecret root, Randomness randomness) {
        this.sealing = new Sealing(root.derive("web/officer-note", "AES"), randomness);
    }

    /**
     * Keeps what was typed and leads to where a fresh code is given (SE-06).
     *
     * @param path where the form stands
     * @param typed its fields by their names
     */
    String toCode(HttpServletResponse response, UUID officer, String path, Map<String, String> typed) {
        keep(response, officer, path, typed);
        return "redirect:/step-up?next=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
    }

    private void keep(HttpServletResponse response, UUID officer, String path, Map<String, String> typed) {
        String all = typed.entrySet().stream().map(field -> field.getKey() + EQUALS + shown(field.getValue()))
                .collect(Collectors.joining(SEPARATOR));
        byte[] sealed = sealing.seal(place(officer, path), all.getBytes(StandardCharsets.UTF_8));
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
        var form = Form.empty();
        kept.flatMap(value -> open(officer, path, value)).ifPresent(all -> Arrays.stream(all.split(SEPARATOR))
                .map(field -> field.split(EQUALS, 2)).filter(field -> field.length == 2)
                .forEach(field -> form.with(field[0], field[1])));
        return form;
    }

    private static String shown(String typed) {
        return typed.substring(0, Math.min(typed.length(), LONGEST));
    }

    private Optional<String> open(UUID officer, String path, String value) {
        try {
            return sealing.open(place(officer, path), Base64.getUrlDecoder().decode(value))
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
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
