/**
 * Append-only, hash-chained events: who did what to what, when and from where.
 *
 * <p>Doors: {@link id.paraf.audit.Audit}, and {@link id.paraf.audit.AuditVerifier}, which needs no database;
 * {@link id.paraf.audit.HeadSigner} is wired to the keyroom at the edge. Tables:
 * {@code audit_event}, {@code audit_pending}, {@code audit_link}, {@code audit_head}, {@code audit_signature}.
 */
@NullMarked
package id.paraf.audit;

import org.jspecify.annotations.NullMarked;
