package id.paraf.keyroom;

/** What became of a request to an authority key. */
public sealed interface AuthorityOutcome {

    /** Signed with the key's one algorithm; {@code signature} is the content of the BIT STRING. */
    record Signed(byte[] signature) implements AuthorityOutcome {
    }

    /** Not signed; {@code reason} says why, for the log. */
    record Refused(String reason) implements AuthorityOutcome {
    }

    /** The signature, for callers to whom a refusal is a defect. */
    default byte[] orThrow() {
        return switch (this) {
            case Signed(byte[] signature) -> signature;
            case Refused(String reason) -> throw new IllegalStateException("The keyroom refused: " + reason);
        };
    }
}
