package id.paraf.keyroom;

/**
 * What one guess of a passphrase costs (Argon2id, RFC 9106). Stored with each slot, so that a stronger default reaches
 * old slots at their next use.
 *
 * @param memoryKib memory in KiB
 * @param passes passes over the memory
 * @param lanes degree of parallelism
 */
public record Argon2Cost(int memoryKib, int passes, int lanes) {

    /** 46 MiB, one pass: the first recommendation of the OWASP password storage cheat sheet. */
    public static final Argon2Cost DEFAULT = new Argon2Cost(47_104, 1, 1);

    public Argon2Cost {
        // RFC 9106 §3.1: at least 8 KiB per lane.
        if (lanes < 1 || passes < 1 || memoryKib < 8 * lanes) {
            throw new IllegalArgumentException("Not an Argon2 cost: " + memoryKib + " KiB, " + passes + " passes, " + lanes);
        }
    }
}
