package id.paraf.keyroom;

/** What became of the activation of a renewed key. */
public sealed interface ActivateOutcome permits ActivateOutcome.Activated, Refusal {

    /** The new key signs, the old one is destroyed. */
    record Activated() implements ActivateOutcome {
    }
}
