package id.paraf.verification;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import id.paraf.kernel.Hashes;
import id.paraf.pades.verify.TrustAnchors;

/** Whom the operator trusts: its own authority first, then those in the directory {@code paraf.verification.trust}. */
@Component
@EnableConfigurationProperties(VerificationSettings.class)
public class TrustList {

    private static final Logger LOG = LoggerFactory.getLogger(TrustList.class);

    private final Map<String, Entry> entries = new java.util.LinkedHashMap<>();
    private final Map<String, X509Certificate> certificates = new HashMap<>();
    private final TrustAnchors anchors;
    private final String fingerprint;

    TrustList(OwnAuthority own, VerificationSettings settings) {
        own.chain().forEach(one -> add(one, true));
        var directory = settings.trust();
        if (directory != null) {
            TrustDirectory.read(directory).forEach(one -> add(one, false));
        }
        anchors = new TrustAnchors(certificates(true), certificates(false));
        String all = String.join("\n", entries.keySet().stream().sorted().toList());
        fingerprint = HexFormat.of().formatHex(Hashes.sha256(all.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }

    /**
     * One authority.
     *
     * @param name   its subject, RFC 4514
     * @param root   whether it is believed by itself; the others are only known, for files that leave them out
     * @param own    whether it is the operator's
     * @param sha256 of its certificate, in hexadecimal
     */
    public record Entry(String name, boolean root, boolean own, Instant notAfter, String sha256) {
    }

    /** In the order in which they were read, the operator's own first. */
    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /** SHA-256 over the sorted fingerprints of all certificates: the same list has the same one, in any order. */
    public String fingerprint() {
        return fingerprint;
    }

    TrustAnchors anchors() {
        return anchors;
    }

    private void add(X509Certificate certificate, boolean own) {
        String sha256 = sha256(certificate);
        boolean root = certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
        var entry = new Entry(certificate.getSubjectX500Principal().getName(X500Principal.RFC2253), root, own,
                certificate.getNotAfter().toInstant(), sha256);
        if (entries.putIfAbsent(sha256, entry) == null) {
            certificates.put(sha256, certificate);
            if (!own) {
                LOG.info("Verification {} {} ({})", root ? "trusts" : "knows, below a root of its own,", entry.name(), sha256);
            }
        }
    }

    private List<X509Certificate> certificates(boolean roots) {
        return entries.values().stream().filter(entry -> entry.root() == roots)
                .map(entry -> java.util.Objects.requireNonNull(certificates.get(entry.sha256()))).toList();
    }

    private static String sha256(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(Hashes.sha256(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate that was read cannot be written", e);
        }
    }
}
