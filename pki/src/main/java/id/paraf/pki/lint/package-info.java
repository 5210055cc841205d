/**
 * Rules that a certificate must keep before it is signed. One rule, one class; each names the sentence it enforces.
 *
 * <p>Door: {@link id.paraf.pki.lint.Lints}. Owns no tables.
 */
@NullMarked
package id.paraf.pki.lint;

import org.jspecify.annotations.NullMarked;
