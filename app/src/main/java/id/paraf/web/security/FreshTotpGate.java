package id.paraf.web.security;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

import id.paraf.account.StepUp;

/** Stops a request to a {@link FreshTotp} method on its way and sends it to the step-up page. */
@Component
class FreshTotpGate implements HandlerInterceptor {

    private final SessionRows sessions;
    private final StepUp stepUp;

    FreshTotpGate(SessionRows sessions, StepUp stepUp) {
        this.sessions = sessions;
        this.stepUp = stepUp;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) throws IOException {
        boolean needed = handler instanceof HandlerMethod method
                && (AnnotatedElementUtils.hasAnnotation(method.getMethod(), FreshTotp.class)
                        || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), FreshTotp.class));
        if (!needed || sessions.login(request).filter(login -> stepUp.fresh(login.session())).isPresent()) {
            return true;
        }
        Doorman.send(request, response, "/step-up");
        return false;
    }
}
