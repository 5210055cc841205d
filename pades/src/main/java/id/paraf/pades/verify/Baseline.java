package id.paraf.pades.verify;

/** The baseline level of ETSI EN 319 142-1 §6 that a signature reaches by what its file carries and by what that proves here. */
public enum Baseline {
    /** The signature alone. */
    B_B,
    /** A timestamp proves when it existed. */
    B_T,
    /** The file carries what tells the status of every certificate of its path. */
    B_LT,
    /** A document timestamp covers that, too. */
    B_LTA
}
