/**
 * Who may send which request: the security filter chain, the session cookie, the guards of host and origin, and what
 * controllers may ask for about the person behind a request.
 *
 * <p>Doors: {@link id.paraf.web.security.FreshTotp} on a controller method, {@link id.paraf.web.security.SessionCookies},
 * {@link id.paraf.web.security.Clients} where there is no controller. Owns no tables.
 */
@NullMarked
package id.paraf.web.security;

import org.jspecify.annotations.NullMarked;
