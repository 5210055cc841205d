package id.paraf.certificate;

import java.util.List;

/** What became of an order to issue. */
public sealed interface IssueOutcome {

    /** Signed, stored and usable. */
    record Issued(Certificate certificate) implements IssueOutcome {
    }

    /** The certificate would have broken a rule; nothing was signed. Each finding names the rule and says what is wrong. */
    record Lint(List<String> findings) implements IssueOutcome {
    }

    /** The key cannot have a certificate: it is unknown, another account's, destroyed, frozen or already certified. */
    record KeyUnfit(String why) implements IssueOutcome {
    }
}
