/**
 * An institution that is stopped, goes on, or is closed: nothing happens in its name while it is stopped, and its certificates are revoked
 * together where that is wanted.
 *
 * <p>Door: {@link id.paraf.closing.StopInstitution}. Tables: {@code closing}, {@code closing_certificate}.
 */
@NullMarked
package id.paraf.closing;

import org.jspecify.annotations.NullMarked;
