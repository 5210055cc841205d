package id.paraf.web.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a controller or one of its methods: needs a code of the authenticator or a passkey, proven at most five minutes ago. Who has none is
 * asked for one and comes back, for a form to the page that it was on (SE-06).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface FreshTotp {
}
