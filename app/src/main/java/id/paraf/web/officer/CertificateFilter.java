package id.paraf.web.officer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import id.paraf.certificate.CertificateStatus;
import id.paraf.enrolment.OfficerQueue;

/**
 * The filter of an institution's certificates as it stands in an address: what it does not know it takes for not chosen.
 *
 * @param status a status, or empty for every one
 */
public record CertificateFilter(String search, String status) {

    public CertificateFilter {
        search = search.strip();
        status = wanted(status) == null ? "" : status;
    }

    @Nullable CertificateStatus wanted() {
        return wanted(status);
    }

    private static @Nullable CertificateStatus wanted(String status) {
        return Arrays.stream(CertificateStatus.values()).filter(one -> one.name().equals(status)).findFirst().orElse(null);
    }

    /** Whether it leaves something out. */
    public boolean narrow() {
        return !search.isEmpty() || !status.isEmpty();
    }

    /** The address of the first page. */
    public String href() {
        return "/officer/certificates?search=" + URLEncoder.encode(search, StandardCharsets.UTF_8) + "&status=" + status;
    }

    /** The address of the page behind a place, which {@link QueueFilter#place} reads. */
    String href(OfficerQueue.Place after) {
        return href() + "&after=" + ChronoUnit.MICROS.between(Instant.EPOCH, after.at()) + "_" + after.id();
    }
}
