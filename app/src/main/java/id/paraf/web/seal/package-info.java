/**
 * Seals at the console: officers order, look after and end them, CA operators confirm them. Owns no tables.
 */
@NullMarked
package id.paraf.web.seal;

import org.jspecify.annotations.NullMarked;
