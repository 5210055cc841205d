package id.paraf.web.security;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

import id.paraf.account.PasskeyRule;

/** Sends whoever decides about others and has not proven a passkey to where one is added or proven, and back (AU-16). */
@Component
class PasskeyGate implements HandlerInterceptor {

    /** Where people decide about others. */
    static final String[] CONSOLES = {"/officer", "/officer/**", "/institution/**", "/operator", "/operator/**", "/audit",
            "/audit/**"};

    private final SessionRows sessions;
    private final PasskeyRule rule;

    PasskeyGate(SessionRows sessions, PasskeyRule rule) {
        this.sessions = sessions;
        this.rule = rule;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) throws IOException {
        var login = sessions.login(request).orElse(null);
        if (login == null || login.session().passkeyAt() != null || !rule.required(login.account())) {
            return true;
        }
        Doorman.send(request, response, rule.any(login.account().id()) ? "/step-up/passkey" : "/settings/passkeys/new");
        return false;
    }
}
