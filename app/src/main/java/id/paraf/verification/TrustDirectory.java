package id.paraf.verification;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import id.paraf.kernel.RefusedToStart;

/**
 * Reads the certificates of other providers' authorities. Whatever is not one is refused at the start: a trust list that is
 * half read would call honest signatures unknown, and nobody would know why.
 */
final class TrustDirectory {

    /** A file with hundreds of authorities is no mistake; one of megabytes is. */
    private static final long MOST_BYTES = 1 << 20;
    private static final Pattern PEM = Pattern.compile("-----BEGIN ");

    private TrustDirectory() {
    }

    /** All certificates of all files, in the order of the files' names; names that start with a dot are left alone. */
    static List<X509Certificate> read(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new RefusedToStart("paraf.verification.trust names " + directory
                    + ", which is no directory. Create it and put the authorities' certificates into it, or remove the setting.");
        }
        var found = new ArrayList<X509Certificate>();
        try (var files = Files.list(directory)) {
            for (var file : files.filter(one -> !one.getFileName().toString().startsWith(".")).sorted().toList()) {
                found.addAll(certificates(file));
            }
        } catch (IOException e) {
            throw refused(directory, "cannot be read: " + e.getMessage());
        }
        return found;
    }

    private static List<X509Certificate> certificates(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
            throw refused(file, "is no file with a certificate.");
        }
        var read = new ArrayList<X509Certificate>();
        byte[] bytes = Files.readAllBytes(file);
        try {
            for (var one : CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes))) {
                read.add(authority(file, (X509Certificate) one));
            }
        } catch (CertificateException e) {
            throw refused(file, "holds something that is no certificate in PEM or DER.");
        }
        // Java reads up to what is cut off, and says nothing.
        long begun = PEM.matcher(new String(bytes, StandardCharsets.ISO_8859_1)).results().count();
        if (read.isEmpty() || begun > 0 && begun != read.size()) {
            throw refused(file, read.isEmpty() ? "holds no certificate in PEM or DER." : "holds a certificate that is cut off.");
        }
        return read;
    }

    private static X509Certificate authority(Path file, X509Certificate certificate) {
        String name = certificate.getSubjectX500Principal().toString();
        // RFC 5280 §4.2.1.9: what is no authority has no business in a list of authorities.
        if (certificate.getBasicConstraints() < 0) {
            throw refused(file, "holds the certificate of " + name
                    + ", which is no authority. Put the authority's certificate there, not a signer's.");
        }
        if (certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            try {
                certificate.verify(certificate.getPublicKey());
            } catch (GeneralSecurityException e) {
                throw refused(file, "holds a root certificate of " + name + " whose own signature does not verify.");
            }
        }
        return certificate;
    }

    private static RefusedToStart refused(Path file, String what) {
        return new RefusedToStart("paraf.verification.trust: " + file + " " + what
                + " Every file there is an authority's certificate (or several in PEM): mend or remove it.");
    }
}
