package id.paraf.certificate;

/** What a certificate that is about to be issued follows. */
sealed interface Lineage {

    /** Nothing: it rests on an application. */
    record First() implements Lineage {
    }

    /** It takes the place of this one, which is revoked in the same moment. */
    record Replaces(CertificateRows.Row old) implements Lineage {
    }

    /** It stands beside this one until that ends by itself. */
    record Renews(CertificateRows.Row old) implements Lineage {
    }
}
