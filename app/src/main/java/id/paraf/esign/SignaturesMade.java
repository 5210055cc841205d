package id.paraf.esign;

/** Said in the transaction that keeps the signatures of one call: whoever listens tells others in the same one. */
public record SignaturesMade(Client client, SignEach.Outcome outcome) {
}
