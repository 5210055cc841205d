package id.paraf.web.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.account.Attempt;
import id.paraf.account.Passkey;
import id.paraf.account.RegisterPasskey;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.security.SessionCookies;

/** What all forms with one field for a code, or with what a passkey answered, do with what became of it. */
@Component
class Codes {

    private final SessionCookies cookies;

    Codes(SessionCookies cookies) {
        this.cookies = cookies;
    }

    /** Whether nothing was typed: that is a field to fill in and no attempt, so it counts against nobody. */
    boolean missing(String code, Form form, Page page) {
        if (code.isBlank()) {
            Answers.wrong(page, form, "code", "account.code.missing");
        }
        return code.isBlank();
    }

    /**
     * Gives the session its new token and says where to go on; or null, and the form comes back with the reason.
     *
     * @param wrong the text for a code that was not accepted
     * @param done where an accepted one leads
     */
    @Nullable String after(Attempt attempt, Form form, String wrong, String done, Page page, HttpServletRequest request,
            HttpServletResponse response) {
        return after(attempt, form, "code", wrong, done, page, request, response);
    }

    /** The same for a form whose field has another name. */
    @Nullable String after(Attempt attempt, Form form, String field, String wrong, String done, Page page, HttpServletRequest request,
            HttpServletResponse response) {
        return switch (attempt) {
            case Attempt.Accepted accepted -> {
                cookies.accept(request, response, accepted);
                yield "redirect:" + done;
            }
            case Attempt.Wrong refused -> {
                Answers.wrong(page, form, field, wrong);
                yield null;
            }
            case Attempt.Wait(var retryAfter) -> {
                Answers.wait(response, form, field, retryAfter);
                yield null;
            }
        };
    }

    /** Whether a passkey was added: then the session has its new token; else the form says why not. */
    boolean added(RegisterPasskey.Outcome outcome, Form form, Page page, HttpServletRequest request, HttpServletResponse response) {
        switch (outcome) {
            case RegisterPasskey.Outcome.Added(var accepted) -> {
                cookies.accept(request, response, accepted);
                page.toast("account.passkeys.added");
                return true;
            }
            case RegisterPasskey.Outcome.NotAName no -> Answers.wrong(page, form, "name", "account.passkeys.notAName",
                    Passkey.LONGEST_NAME);
            case RegisterPasskey.Outcome.Known known -> Answers.wrong(page, form, "answer", "account.passkeys.known");
            case RegisterPasskey.Outcome.TooMany many -> Answers.wrong(page, form, "answer", "account.passkeys.tooMany");
            case RegisterPasskey.Outcome.Refused refused -> Answers.wrong(page, form, "answer", "account.passkeys.refused");
        }
        return false;
    }
}
