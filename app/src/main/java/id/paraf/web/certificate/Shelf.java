package id.paraf.web.certificate;

import java.util.List;

import org.jspecify.annotations.Nullable;

import id.paraf.certificate.ReadAuthorities;
import id.paraf.certificate.RevocationLists;

/**
 * An authority in the repository, with its revocation lists.
 *
 * @param name as addresses spell it
 * @param link its certificate in words
 * @param lists complete lists, the first one first, each with its delta after it
 * @param ocsp where the status of what it signs is answered, as its certificates say; null if there are lists alone
 */
public record Shelf(String name, ChainLink link, List<ShownList> lists, @Nullable String ocsp) {

    /** The authority that signs timestamps, as addresses spell it; its certificate changes each year. */
    static final String TIMESTAMPS = ReadAuthorities.TIMESTAMPS;

    /** Where its certificate is fetched. */
    public String address() {
        return "/ca/" + name + ".crt";
    }

    /**
     * @param name as addresses spell it
     * @param delta whether it tells only what changed since the complete list before it
     */
    public record ShownList(String name, boolean delta, RevocationLists.Published list) {

        /** Where it is fetched. */
        public String address() {
            return "/crl/" + name + ".crl";
        }
    }
}
