/**
 * The timestamp authority (RFC 3161), and a client for somebody else's. What is signed is the time of a clock that others
 * bear out; every token has its row before it leaves, and every minute of rows is counted and hashed into the audit trail.
 *
 * <p>Doors: {@link id.paraf.timestamp.Timestamps} for tokens in-process, {@link id.paraf.timestamp.AnswerTimestamp} for
 * requests of programs. Table: {@code timestamp_token}.
 */
@NullMarked
package id.paraf.timestamp;

import org.jspecify.annotations.NullMarked;
