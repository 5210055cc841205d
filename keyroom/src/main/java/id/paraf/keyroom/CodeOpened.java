package id.paraf.keyroom;

/** What became of a {@link CodeWish}. */
public sealed interface CodeOpened permits CodeOpened.Open, Refusal {

    /**
     * Open.
     *
     * @param code six digits, which nobody can read again
     */
    record Open(CodeSlot slot, String code) implements CodeOpened {

        @Override
        public String toString() {
            return "Open[" + slot.id() + "]";
        }
    }
}
