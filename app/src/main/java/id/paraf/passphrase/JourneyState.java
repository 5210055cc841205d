package id.paraf.passphrase;

/** Where a reset journey stands. */
public enum JourneyState {
    /** The link is on its way to the phone, or waits there. */
    LINK,
    /** The link was claimed: "Pengecekan Foto Diri". */
    SELFIE,
    /** The face was recognised: "Buat Passphrase". */
    PASSPHRASE,
    /** The new passphrase is being committed. */
    SAVING,
    /** "Berhasil". */
    DONE,
    /** An officer has the case. */
    OFFICER,
    /** An officer approved; a new link leads to "Buat Passphrase". */
    APPROVED,
    /** An officer said no. */
    REJECTED,
    /** The signer gave it up. */
    CANCELLED,
    /** Its time is over. */
    EXPIRED,
    /** Stopped for safety: wrong numbers, disowned, or the keyroom refused. */
    STOPPED;

    /** Whether it can still go on. */
    public boolean open() {
        return switch (this) {
            case LINK, SELFIE, PASSPHRASE, SAVING, OFFICER, APPROVED -> true;
            case DONE, REJECTED, CANCELLED, EXPIRED, STOPPED -> false;
        };
    }

    /** Whether a link may be sent now, the first or another one. */
    public boolean takesLink() {
        return switch (this) {
            case LINK, SELFIE, PASSPHRASE, APPROVED -> true;
            default -> false;
        };
    }
}
