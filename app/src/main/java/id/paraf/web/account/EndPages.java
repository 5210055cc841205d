package id.paraf.web.account;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

import id.paraf.account.Sessions;
import id.paraf.kernel.Origin;
import id.paraf.web.Page;
import id.paraf.web.security.SessionCookies;

/** The end of a session: by its owner's hand, or by itself after a warning that can be answered (SE-02, SE-03). */
@Controller
class EndPages {

    private final Sessions sessions;
    private final SessionCookies cookies;

    EndPages(Sessions sessions, SessionCookies cookies) {
        this.sessions = sessions;
        this.cookies = cookies;
    }

    @PostMapping("/logout")
    String logout(Page page, Sessions.@Nullable Login login, Origin origin, HttpServletRequest request,
            HttpServletResponse response) {
        if (login != null) {
            sessions.end(login.account().id(), login.session().id(), login.account().id(), origin);
            page.toast("account.loggedOut");
        }
        cookies.clear(request, response);
        // ASVS 5.0 14.3.1. Not "cookies": language, theme and the remembered name belong to the device.
        response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
        return "redirect:/login";
    }

    /** How many seconds this session lasts if nothing is done. Asking does not make it last longer. */
    @GetMapping("/session/left")
    ResponseEntity<Map<String, Long>> left(Sessions.Login login) {
        return ResponseEntity.ok(Map.of("seconds", Math.max(0, sessions.left(login).toSeconds())));
    }

    /** Its owner is still there; being asked is all it takes. */
    @PostMapping("/session/extend")
    ResponseEntity<Void> extend(Sessions.Login login) {
        sessions.extend(login);
        return ResponseEntity.noContent().build();
    }
}
