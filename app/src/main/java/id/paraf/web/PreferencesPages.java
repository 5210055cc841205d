package id.paraf.web;

import java.time.Duration;
import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Language and theme, kept on the device. */
@Controller
class PreferencesPages {

    private static final Set<String> LANGUAGES = Set.of("id", "en");
    private static final Set<String> THEMES = Set.of("light", "dark", "auto");

    @PostMapping("/preferences")
    String choose(@RequestParam @Nullable String language, @RequestParam @Nullable String theme,
            @RequestParam(defaultValue = "/") String back, HttpServletResponse response) {
        if (language != null && LANGUAGES.contains(language)) {
            remember(response, "lang", language);
        }
        if (theme != null && THEMES.contains(theme)) {
            remember(response, "theme", theme);
        }
        return "redirect:" + LocalPath.orRoot(back);
    }

    private static void remember(HttpServletResponse response, String name, String value) {
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(name, value).path("/").maxAge(Duration.ofDays(365))
                .secure(true).httpOnly(true).sameSite("Lax").build().toString());
    }
}
