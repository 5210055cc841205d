/**
 * OCSP over HTTP: one pure exchange, and the edges that carry it. Owns no tables.
 */
@NullMarked
package id.paraf.web.status;

import org.jspecify.annotations.NullMarked;
