/** Journeys of people in a real browser, against the real application. */
@NullMarked
package id.paraf.acceptance.browser;

import org.jspecify.annotations.NullMarked;
