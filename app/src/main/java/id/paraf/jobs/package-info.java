/**
 * Runs the recurring work that features contribute as beans of type {@link id.paraf.kernel.Job}: once over all nodes.
 *
 * <p>Doors: none. Table: {@code scheduled_tasks}, written by db-scheduler.
 */
@NullMarked
package id.paraf.jobs;

import org.jspecify.annotations.NullMarked;
