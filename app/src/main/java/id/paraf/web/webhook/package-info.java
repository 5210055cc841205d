/**
 * The console page where officers say where an application is told what happened. Owns no tables.
 */
@NullMarked
package id.paraf.web.webhook;

import org.jspecify.annotations.NullMarked;
