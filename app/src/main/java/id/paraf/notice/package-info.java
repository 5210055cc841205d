/**
 * Messages to people: a transactional outbox to WhatsApp and e-mail, what became of each message, and the "bukan saya"
 * links that security notices carry.
 *
 * <p>Doors: {@link id.paraf.notice.Notices}, {@link id.paraf.notice.DisavowLinks}, {@link id.paraf.notice.Reports} for
 * what comes back from the network. Tables: {@code notice_message}, {@code notice_receipt}, {@code notice_disavow}; in
 * the demo profile {@code demo_message}.
 */
@NullMarked
package id.paraf.notice;

import org.jspecify.annotations.NullMarked;
