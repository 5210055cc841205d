package id.paraf.certificate;

import org.jspecify.annotations.Nullable;

import id.paraf.pki.RevocationReason;

/** What a certificate that is about to be issued follows. */
sealed interface Lineage {

    /** The certificate that gives way, or null. */
    default @Nullable CertificateId replaced() {
        return this instanceof Replaces(var old, var reason) ? old.id() : null;
    }

    /** The certificate that stays beside, or null. */
    default @Nullable CertificateId renewed() {
        return this instanceof Renews(var old) ? old.id() : null;
    }

    /** Nothing: it rests on an application. */
    record First() implements Lineage {
    }

    /** It takes the place of this one, which is revoked in the same moment for this reason. */
    record Replaces(CertificateRows.Row old, RevocationReason reason) implements Lineage {
    }

    /** It stands beside this one until that ends by itself. */
    record Renews(CertificateRows.Row old) implements Lineage {
    }
}
