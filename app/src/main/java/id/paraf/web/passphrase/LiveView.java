package id.paraf.web.passphrase;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import id.paraf.certificate.CertificateId;
import id.paraf.notice.DeliveryState;
import id.paraf.passphrase.Journey;
import id.paraf.selfie.LinkState;
import id.paraf.selfie.Meeting;

/**
 * A journey as the screen that follows it shows it.
 *
 * @param target where the newest link went, masked
 * @param delivery how far its message came, or null
 * @param resendIn seconds until another link may be asked for
 * @param mailFrom from when a link may go to the e-mail address, if that is too new for one now; else null
 * @param byOfficer whether an officer who saw the person took the place of the photo
 * @param note the officer's words, or null
 * @param meeting what an officer arranged to see the person, or null
 * @param certificateUsable whether the certificate is in force, so that another reset may begin
 * @param stamp changes whenever anything on the screen would
 */
public record LiveView(CertificateId certificate, Journey journey, LinkState link, String target,
        @Nullable DeliveryState delivery, long resendIn, @Nullable Instant mailFrom, boolean byOfficer,
        @Nullable String note, @Nullable Meeting meeting, boolean certificateUsable, String stamp) {

    /** The link that waits to be claimed, or null. */
    public LinkState.@Nullable Waiting waiting() {
        return link instanceof LinkState.Waiting waiting ? waiting : null;
    }

    /** Whether the newest link can no longer be claimed. */
    public boolean linkExpired() {
        return link instanceof LinkState.Expired;
    }

    /** Whether the link came back undelivered. */
    public boolean failed() {
        return delivery == DeliveryState.FAILED;
    }

    /** When the key works again, or null if it does already. */
    public @Nullable Instant frozenUntil() {
        return journey.frozenUntil();
    }
}
