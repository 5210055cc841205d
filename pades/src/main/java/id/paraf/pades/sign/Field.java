package id.paraf.pades.sign;

import org.jspecify.annotations.Nullable;

/** The signature field that a signature fills. */
public sealed interface Field {

    /** An empty one that the document has; the mark, if any, fills its rectangle. */
    record Existing(String name) implements Field {
    }

    /** A new one that is not seen; null lets the signer find a name. */
    record Invisible(@Nullable String name) implements Field {

        public Invisible {
            partial(name);
        }
    }

    /** A new one for a visible mark; null lets the signer find a name. */
    record Visible(@Nullable String name, Place place) implements Field {

        public Visible {
            partial(name);
        }
    }

    /** ISO 32000-2 §12.7.4.2: the name of one field has no full stop. */
    private static void partial(@Nullable String name) {
        if (name != null && (name.isBlank() || name.contains("."))) {
            throw new IllegalArgumentException("Not a name for a field");
        }
    }
}
