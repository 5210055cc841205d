/**
 * Every rate limit of the system, in one enum with defaults.
 *
 * <p>Door: {@link id.paraf.limits.Limits}. Table: {@code limit_window}.
 */
@NullMarked
package id.paraf.limits;

import org.jspecify.annotations.NullMarked;
