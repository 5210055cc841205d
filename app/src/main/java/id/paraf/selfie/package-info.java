/**
 * "Pengecekan Foto Diri": the capture link and its match number, the capture session, the check of the photos, reference
 * photos, and what happens to all of them afterwards.
 *
 * <p>Doors: {@link id.paraf.selfie.CaptureLinks}, {@link id.paraf.selfie.CaptureSessions},
 * {@link id.paraf.selfie.CheckSelfie}, {@link id.paraf.selfie.ReferencePhotos}, {@link id.paraf.selfie.SelfieCases},
 * {@link id.paraf.selfie.PastChecks}, {@link id.paraf.selfie.CompareCard}; it publishes {@link id.paraf.selfie.CaptureNews}.
 * Tables: {@code capture_journey}, {@code capture_link}, {@code capture_session}, {@code selfie_verdict}, {@code selfie_photo},
 * {@code seen_frame}, {@code reference_photo}, {@code selfie_case}.
 */
@NullMarked
package id.paraf.selfie;

import org.jspecify.annotations.NullMarked;
