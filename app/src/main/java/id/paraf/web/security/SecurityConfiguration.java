package id.paraf.web.security;

import static org.springframework.security.core.authority.FactorGrantedAuthority.PASSWORD_AUTHORITY;

import jakarta.servlet.DispatcherType;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationManagerFactories;
import org.springframework.security.authorization.AuthorizationManagerFactory;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.savedrequest.NullRequestCache;

import id.paraf.signing.SigningSettings;

/**
 * Who may send which request. Everything needs both factors unless it is listed here; the ways in are pages of
 * {@code web.account}, so none of the framework's own are switched on (AU-14).
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** The second factor, by an authenticator, a passkey or, at the login alone, by a recovery code in its place. */
    static final String TOTP_AUTHORITY = "FACTOR_TOTP";

    /** What anybody may read or start: the ways in, links that carry their own secret, and what everyone may know. */
    static final String[] OPEN = {"/", "/login", "/login/**", "/logout", "/forgot", "/forgot/*", "/claim/*", "/disavow/*", "/r/*",
            "/capture", "/capture/**", "/assets/**", "/favicon.ico", "/preferences", "/privacy", "/terms", "/help", "/repository",
            "/v/*",
            "/developers", "/developers/errors",
            "/agreement",
            "/agreement/**", "/cps", "/cps/**", "/crl/*", "/ca/*", "/log/v1", "/log/v1/*", "/tsa", "/actuator/health",
            "/actuator/health/*",
            "/webhooks/**",
            "/demo",
            "/demo/**",
            "/verify", "/error"};

    /** Called by programs that prove themselves by a signature over the body, and that send no cookie. */
    static final String[] SIGNED = {"/webhooks/**"};

    /** Asked by programs that send no cookie, about nothing but the bytes they carry; changes nothing of anybody's. */
    static final String[] ASKED = {"/tsa", "/verify"};

    /** What only owners of certificates have; an officer who is one holds both roles. */
    static final String[] SIGNERS = {"/applications", "/applications/**", "/certificates", "/certificates/**",
            "/corrections", "/corrections/**", "/documents", "/documents/**", "/permissions", "/permissions/**"};

    @Bean
    AuthorizationManagerFactory<Object> bothFactors() {
        return AuthorizationManagerFactories.multiFactor().requireFactors(PASSWORD_AUTHORITY, TOTP_AUTHORITY).build();
    }

    /** A token in a cookie that no sub-domain and no plain connection can plant; it changes with every login. */
    @Bean
    static CsrfTokenRepository csrfTokens() {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("__Host-csrf");
        tokens.setHeaderName("X-CSRF-TOKEN");
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(cookie -> cookie.secure(true).httpOnly(true).sameSite("Lax"));
        return tokens;
    }

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> forgetful() {
        return server -> server.setProtocol(ForgetfulProtocol.class.getName());
    }

    /** There are no users but accounts; without this bean the framework would make one up. */
    @Bean
    UserDetailsService noUsers() {
        return name -> {
            throw new UsernameNotFoundException("Accounts log in at /login alone");
        };
    }

    @Bean
    SecurityFilterChain chain(HttpSecurity http, SessionRows sessions, Doorman doorman, StaleForm staleForm,
            CsrfTokenRepository csrfTokens, SigningSettings signing) {
        http.addFilterBefore(new UploadGate(sessions, signing.mostBytesTogether()), CsrfFilter.class);
        http.securityContext(context -> context.securityContextRepository(sessions))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens)
                        .csrfTokenRequestHandler(new XorCsrfTokenRequestAttributeHandler())
                        .ignoringRequestMatchers(SIGNED).ignoringRequestMatchers(ASKED).withObjectPostProcessor(staleForm))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll().requestMatchers(HttpMethod.TRACE, "/**").denyAll().requestMatchers(OPEN).permitAll()
                        .requestMatchers("/officer", "/officer/**").hasRole("OFFICER")
                        .requestMatchers("/institution/applications", "/institution/applications/**").hasRole("VERIFIKATOR")
                        .requestMatchers("/institution/**").hasAnyRole("OFFICER", "VERIFIKATOR")
                        .requestMatchers("/operator", "/operator/**").hasRole("CA_OPERATOR")
                        .requestMatchers("/audit", "/audit/**").hasRole("AUDITOR")
                        .requestMatchers(SIGNERS).hasRole("SIGNER")
                        .anyRequest().authenticated())
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(doorman)
                        .defaultDeniedHandlerForMissingAuthority(doorman, PASSWORD_AUTHORITY)
                        .defaultDeniedHandlerForMissingAuthority(doorman.forSecondFactor(), TOTP_AUTHORITY))
                .headers(AbstractHttpConfigurer::disable).formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable).logout(AbstractHttpConfigurer::disable)
                .rememberMe(AbstractHttpConfigurer::disable);
        return http.build();
    }
}
