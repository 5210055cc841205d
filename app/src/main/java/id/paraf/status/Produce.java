package id.paraf.status;

import java.time.Duration;

import id.paraf.pki.ocsp.CertHash;

/** Goes round the register of this node, a piece at a time, and signs answers before anybody has to wait for them. */
final class Produce {

    /** How much one round does at most: a few milliseconds, after which the processor belongs to others. */
    private static final int SIGNATURES = 64;
    private static final int SLOTS = 50_000;
    /** The pause after a whole turn that found nothing to do. */
    private static final Duration REST = Duration.ofSeconds(20);

    private final Known known;
    private final AnswerOcsp answers;
    private int slot;
    private int signedThisTurn;
    private long restsUntil = System.nanoTime();

    Produce(Board board, AnswerOcsp answers) {
        this.known = board.known();
        this.answers = answers;
    }

    /** One piece; how many answers were signed. */
    int round() {
        if (System.nanoTime() - restsUntil < 0) {
            return 0;
        }
        int signed = 0;
        for (int looked = 0; looked < SLOTS && signed < SIGNATURES; looked++) {
            if (slot >= known.slots()) {
                slot = 0;
                if (signedThisTurn + signed == 0) {
                    restsUntil = System.nanoTime() + REST.toNanos();
                }
                signedThisTurn = -signed;
                break;
            }
            var entry = known.at(slot++);
            if (entry != null) {
                for (CertHash hash : CertHash.values()) {
                    signed += answers.produce(entry, hash) ? 1 : 0;
                }
            }
        }
        signedThisTurn += signed;
        return signed;
    }
}
