/**
 * The edge for people and programs: pages, APIs, forms, languages. Each feature's pages live in a sub-package of its own;
 * this package holds what all pages share.
 *
 * <p>Doors: none, nothing depends on {@code web}. Owns no tables.
 */
@NullMarked
package id.paraf.web;

import org.jspecify.annotations.NullMarked;
