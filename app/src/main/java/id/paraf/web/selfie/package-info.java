/**
 * The pages behind a capture link and the camera page with its small JSON answers.
 *
 * <p>Door: {@link id.paraf.web.selfie.CaptureCookie}, for pages that begin a capture or follow one. Owns no tables.
 */
@NullMarked
package id.paraf.web.selfie;

import org.jspecify.annotations.NullMarked;
