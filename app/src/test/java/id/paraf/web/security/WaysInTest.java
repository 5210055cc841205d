package id.paraf.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import id.paraf.account.Sessions;
import id.paraf.testing.ParafTest;
import id.paraf.testing.ProductClasses;
import id.paraf.testing.Proves;

/** Every way in is listed here. Whoever adds one has to say so in this file. */
@ParafTest
@Proves("AU-14")
class WaysInTest {

    /** POST routes after which a browser holds a session, or more of one, that it did not hold before. */
    private static final Set<String> WAYS_IN = Set.of("/login", "/login/otp", "/login/enrol", "/login/recovery",
            "/login/passkey", "/login/passkey/new");
    /** POST routes that give a session they were sent a new token, after something was proven again. */
    private static final Set<String> RENEWALS = Set.of("/step-up", "/step-up/passkey", "/settings/passkeys/new",
            "/settings/authenticator", "/settings/authenticator/new",
            "/settings/password");

    private static final JavaClasses ALL = ProductClasses.ALL;

    @Autowired
    @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes;
    @Autowired
    FilterChainProxy filters;

    @Test
    void theRoutesThatSetASessionCookieAreTheListedOnes() {
        var methods = ALL.get(SessionCookies.class).getAllMethods().stream()
                .filter(method -> method.getName().equals("accept") || method.getName().equals("renew"))
                .flatMap(method -> method.getAccessesToSelf().stream())
                .filter(access -> !access.getOriginOwner().isEquivalentTo(SessionCookies.class))
                .flatMap(WaysInTest::routes)
                .map(access -> access.getOriginOwner().getName() + "." + access.getOrigin().getName()).collect(Collectors.toSet());
        var found = new TreeSet<String>();
        var known = new TreeSet<String>();
        routes.getHandlerMethods().forEach((mapping, handler) -> {
            String name = handler.getBeanType().getName() + "." + handler.getMethod().getName();
            if (methods.contains(name)) {
                known.add(name);
                assertThat(mapping.getMethodsCondition().getMethods()).as(name).extracting(Enum::name).containsExactly("POST");
                found.addAll(mapping.getPatternValues());
            }
        });
        var listed = new TreeSet<>(WAYS_IN);
        listed.addAll(RENEWALS);
        assertThat(found).isEqualTo(listed);
        assertThat(known).as("nothing but a route's own method sets it").isEqualTo(new TreeSet<>(methods));
    }

    /** The forms for codes share what they do after one; behind it stand the routes that call it. */
    private static Stream<JavaAccess<?>> routes(JavaAccess<?> access) {
        return access.getOriginOwner().getSimpleName().equals("Codes")
                ? access.getOriginOwner().getMethods().stream().flatMap(method -> method.getAccessesToSelf().stream())
                        .<JavaAccess<?>>map(use -> use).filter(use -> !use.getOriginOwner().equals(access.getOriginOwner()))
                : Stream.of(access);
    }

    @Test
    void sessionsAreOpenedAndCompletedInFewPlaces() {
        assertThat(callers("open")).containsExactly("LogIn");
        assertThat(callers("openWithoutPassword")).containsExactly("ProvePasskey");
        assertThat(callers("complete")).containsExactly("EnrolAuthenticator", "LogIn", "ProvePasskey", "RegisterPasskey", "StepUp");
        assertThat(callers("rotate")).containsExactly("EnrolAuthenticator", "OwnPassword");
    }

    private static TreeSet<String> callers(String method) {
        return ALL.get(Sessions.class).getMethods().stream().filter(m -> m.getName().equals(method))
                .flatMap(m -> m.getAccessesToSelf().stream()).map(access -> access.getOriginOwner().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theFrameworkBringsNoWayInOfItsOwn() {
        var names = filters.getFilterChains().stream().flatMap(chain -> chain.getFilters().stream())
                .map(filter -> filter.getClass().getSimpleName()).toList();
        assertThat(names).doesNotContain("UsernamePasswordAuthenticationFilter", "BasicAuthenticationFilter",
                "RememberMeAuthenticationFilter", "DefaultLoginPageGeneratingFilter", "OAuth2LoginAuthenticationFilter",
                "LogoutFilter",
                "GenerateOneTimeTokenFilter", "WebAuthnAuthenticationFilter", "X509AuthenticationFilter");
    }
}
