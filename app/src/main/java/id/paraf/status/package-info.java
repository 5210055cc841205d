/**
 * Answers OCSP requests from memory: a copy of the register that follows the database, with the signatures of answers that
 * were given before. Never writes: nothing that a stranger sends from outside reaches a table.
 *
 * <p>Doors: {@link id.paraf.status.AnswerOcsp}, {@link id.paraf.status.FollowRegister}. Owns no tables.
 */
@NullMarked
package id.paraf.status;

import org.jspecify.annotations.NullMarked;
