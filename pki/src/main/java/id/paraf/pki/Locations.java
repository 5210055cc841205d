package id.paraf.pki;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where a relying party finds what it needs. Plain http, because a client that checks a TLS certificate cannot fetch its
 * status over TLS (RFC 5280 §8).
 *
 * @param crls CRL distribution points; empty for a root
 * @param issuer the issuer's certificate in DER, or null for a root
 * @param ocsp the OCSP responder, or null if none answers for this issuer
 * @param practiceStatement the certification practice statement, or null
 */
public record Locations(List<String> crls, @Nullable String issuer, @Nullable String ocsp, @Nullable String practiceStatement) {

    /** A self-signed certificate points nowhere. */
    public static final Locations NONE = new Locations(List.of(), null, null, null);

    public Locations {
        crls = List.copyOf(crls);
    }
}
