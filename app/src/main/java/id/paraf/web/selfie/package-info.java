/**
 * The pages behind a capture link and the camera page with its small JSON answers.
 *
 * <p>Doors: {@link id.paraf.web.selfie.CaptureCookie}, for pages that begin a capture or follow one, and
 * {@link id.paraf.web.selfie.CaptureConsent}, for those that ask for consent before. Owns no tables.
 */
@NullMarked
package id.paraf.web.selfie;

import org.jspecify.annotations.NullMarked;
