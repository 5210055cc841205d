package id.paraf.notice;

import java.util.UUID;

import id.paraf.kernel.Origin;

/**
 * The owner said "bukan saya" about something that a notice told of. Published inside the transaction that uses up the
 * link: a listener that fails undoes it.
 *
 * @param subject what the notice was about, as {@code kind:id}, for instance {@code certificate:0f3c…}
 */
public record Disavowed(UUID account, String subject, Origin origin) {
}
