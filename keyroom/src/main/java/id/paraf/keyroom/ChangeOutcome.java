package id.paraf.keyroom;

/** What became of a change of passphrase. */
public sealed interface ChangeOutcome permits ChangeOutcome.Changed, Refusal {

    /** From now on only the new passphrase opens the key. */
    record Changed(int slotVersion) implements ChangeOutcome {
    }
}
