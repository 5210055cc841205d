/**
 * The timestamp authority over HTTP (RFC 3161 §3.4). Owns no tables.
 */
@NullMarked
package id.paraf.web.timestamp;

import org.jspecify.annotations.NullMarked;
