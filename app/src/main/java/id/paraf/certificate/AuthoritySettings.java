package id.paraf.certificate;

import java.net.URI;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import id.paraf.pki.Profile.KeyKind;

/**
 * Who the authority is. Written into its certificates at the first start, and fixed from then on.
 *
 * @param organization the operator's legal name
 * @param country ISO 3166-1 alpha-2 code of the operator
 * @param name what the authorities' names start with, for instance {@code Contoh}; the root becomes {@code Contoh Root CA G1}
 * @param repository where certificates and lists are fetched, plain http; by default {@code paraf.origin} with http
 * @param practiceStatement address of a practice statement that certificates name, or null for none
 * @param practiceTexts folder with the operator's own practice statement, which takes the place of the shipped one, or null
 * @param keys kind of the authorities' keys
 * @param root where the root's key is: in the keyroom, or offline, in the hands of people (deploy/ceremony.md)
 * @param exchange with an offline root, the folder through which its request goes out and its certificates and lists come in
 * @param certificatesPerList how many certificates share one revocation list; the next one gets a list of its own
 */
@ConfigurationProperties("paraf.authority")
public record AuthoritySettings(@DefaultValue("Paraf") String organization, @DefaultValue("ID") String country,
        @DefaultValue("Paraf") String name, @Nullable URI repository, @Nullable URI practiceStatement, @Nullable Path practiceTexts,
        @DefaultValue("P384") KeyKind keys, @DefaultValue("EMBEDDED") Root root, @Nullable Path exchange,
        @DefaultValue("100000") int certificatesPerList) {

    /** Where the root's key is. */
    public enum Root {
        EMBEDDED, OFFLINE
    }

    public AuthoritySettings {
        if (repository != null && !"http".equals(repository.getScheme())) {
            throw new IllegalArgumentException("paraf.authority.repository must start with http://: whoever checks a "
                    + "certificate cannot fetch its status over TLS (RFC 5280 section 8). The lists are signed.");
        }
        if (certificatesPerList < 1) {
            throw new IllegalArgumentException("paraf.authority.certificates-per-list is at least 1");
        }
        if (keys != KeyKind.P384 && keys != KeyKind.RSA4096) {
            throw new IllegalArgumentException("paraf.authority.keys is P384 or RSA4096");
        }
    }
}
