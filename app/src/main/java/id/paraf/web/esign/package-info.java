/**
 * The HTTP API v1 and v2 that applications know, and the console page where officers let applications in. Owns no tables.
 */
@NullMarked
package id.paraf.web.esign;

import org.jspecify.annotations.NullMarked;
