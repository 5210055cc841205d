/** Wiring: the main class, the database, the root secret, the demo's first run. Owns no tables. */
@NullMarked
package id.paraf.boot;

import org.jspecify.annotations.NullMarked;
