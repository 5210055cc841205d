/**
 * The pages of {@code account}: login, recovery, invitations, settings, and the dashboard.
 *
 * <p>Doors: none. Owns no tables.
 */
@NullMarked
package id.paraf.web.account;

import org.jspecify.annotations.NullMarked;
