/**
 * Status over HTTP: exchanges that know nothing of the wire, and the edges that carry them. Owns no tables.
 */
@NullMarked
@NamedInterface("status")
package id.paraf.web.status;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
