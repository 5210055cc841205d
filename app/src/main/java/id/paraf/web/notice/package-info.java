/** The edge of {@code notice}: reports of the WhatsApp network, "bukan saya" pages, undelivered messages, the demo inbox. */
@NullMarked
package id.paraf.web.notice;

import org.jspecify.annotations.NullMarked;
