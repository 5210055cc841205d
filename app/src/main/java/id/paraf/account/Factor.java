package id.paraf.account;

/** What completes a login, or proves its owner again. */
enum Factor {
    TOTP("totp"), RECOVERY_CODE("recovery-code"), PASSKEY("passkey");

    private final String label;

    Factor(String label) {
        this.label = label;
    }

    /** As the audit trail writes it. */
    String label() {
        return label;
    }
}
