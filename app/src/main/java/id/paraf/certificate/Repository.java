package id.paraf.certificate;

import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import id.paraf.pki.Locations;

/** The addresses at which an authority's certificate, list and answers are fetched, as they stand in certificates. */
@Component
public class Repository {

    private final String base;
    private final @Nullable String practiceStatement;

    Repository(AuthoritySettings settings, @Value("${paraf.origin}") URI origin) {
        var repository = settings.repository();
        if (repository == null && "https".equals(origin.getScheme()) && origin.getPort() != -1) {
            throw new IllegalStateException(
                    "Set paraf.authority.repository: the plain-http address of /crl, /ca and /ocsp cannot be "
                            + "told from paraf.origin when that names a port.");
        }
        URI base = repository != null ? repository
                : URI.create("http://" + origin.getHost() + (origin.getPort() == -1 ? "" : ":" + origin.getPort()));
        this.base = base.toString().replaceAll("/+$", "");
        var statement = settings.practiceStatement();
        this.practiceStatement = statement == null ? null : statement.toString();
    }

    /** What certificates signed by this authority point to. */
    Locations of(String authority) {
        return of(new ListName(authority, 0, false));
    }

    /** The same for a certificate that this list will name. OCSP answers for the issuing authority; the root has its list alone. */
    Locations of(ListName list) {
        return locations(list, list.authority().equals(Authorities.ISSUING) ? ocsp() : null);
    }

    /** What a responder's own certificate points to: nobody asks for its status (RFC 6960 §4.2.2.2.1). */
    Locations withoutOcsp(String authority) {
        return locations(new ListName(authority, 0, false), null);
    }

    /** Where OCSP answers for what the issuing authority signs, as it stands in certificates. */
    public String ocsp() {
        return base + "/ocsp";
    }

    /** The address of a list. */
    String list(ListName list) {
        return base + "/crl/" + list + ".crl";
    }

    private Locations locations(ListName list, @Nullable String ocsp) {
        return new Locations(List.of(list(list)), base + "/ca/" + list.authority() + ".crt", ocsp, practiceStatement);
    }
}
