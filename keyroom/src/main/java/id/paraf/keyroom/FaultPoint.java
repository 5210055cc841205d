package id.paraf.keyroom;

/** The places where a test lets the process die, one before and after each durable step of change and reset. */
public enum FaultPoint {
    CHANGE_BEFORE_COUNT, CHANGE_AFTER_COUNT, CHANGE_BEFORE_WRITE, CHANGE_BEFORE_COMMIT, CHANGE_AFTER_COMMIT,

    RESET_BEFORE_PROOFS, RESET_AFTER_PROOFS, RESET_BEFORE_COMMIT, RESET_AFTER_COMMIT,

    ACTIVATE_BEFORE_WRITE, ACTIVATE_BEFORE_COMMIT, ACTIVATE_AFTER_COMMIT
}
