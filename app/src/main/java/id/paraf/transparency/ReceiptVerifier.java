package id.paraf.transparency;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;

import id.paraf.kernel.Hashes;
import id.paraf.keyroom.KeyOpening;
import id.paraf.pki.merkle.Proofs;
import id.paraf.pki.merkle.TreeHash;
import id.paraf.pki.merkle.TreeHead;
import id.paraf.transparency.LogVerifier.Refuted;
import id.paraf.transparency.LogVerifier.Verdict;

/** Checks a receipt by itself: that each of its entries is under its signed head, and is about its certificate and key. */
public final class ReceiptVerifier {

    private ReceiptVerifier() {
    }

    /** @param trusted the log's key as it is known from elsewhere, or null to believe the receipt's own */
    public static Verdict verify(LogFormat.Receipt receipt, LogFormat.@Nullable Key trusted) {
        try {
            return new Verdict.Holds(check(receipt, trusted == null ? receipt.log() : trusted));
        } catch (Refuted refuted) {
            return new Verdict.Broken(refuted.sentence());
        } catch (IllegalArgumentException malformed) {
            return new Verdict.Broken("The receipt is malformed: " + malformed.getMessage());
        }
    }

    /** A certificate's own parts; null if this is none. */
    public static LogVerifier.@Nullable Signed certificate(byte[] file) {
        var certificate = parse(file);
        try {
            return certificate == null ? null : new LogVerifier.Signed(certificate.getEncoded(), certificate.getTBSCertificate());
        } catch (CertificateException unreadable) {
            return null;
        }
    }

    private static @Nullable X509Certificate parse(byte[] file) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(file));
        } catch (CertificateException unreadable) {
            return null;
        }
    }

    static List<String> check(LogFormat.Receipt receipt, LogFormat.Key key) throws Refuted {
        if (!receipt.format().equals(LogFormat.Receipt.FORMAT)) {
            throw new Refuted("This is no receipt of the version that this command knows.");
        }
        var head = LogVerifier.signed(key, receipt.head(), "head of the receipt");
        var certificate = parse(LogFormat.bytes(receipt.certificate()));
        if (certificate == null) {
            throw new Refuted("The receipt holds no certificate.");
        }
        var opening = new KeyOpening(LogFormat.bytes(receipt.opening().keySha256()), LogFormat.bytes(receipt.opening().salt()),
                receipt.opening().events());
        if (!java.util.Arrays.equals(opening.keySha256(), Hashes.sha256(certificate.getPublicKey().getEncoded()))) {
            throw new Refuted("The receipt opens another key than the one of its certificate.");
        }
        var findings = new ArrayList<String>();
        boolean issued = false;
        int event = 0;
        for (var proven : receipt.entries()) {
            var leaf = included(proven, head);
            if (leaf.type().startsWith("key.")) {
                event++;
                if (!leaf.fact("key").equals(HexFormat.of().formatHex(opening.commitment(event)))) {
                    throw new Refuted("Entry " + proven.index() + " of the receipt is not event " + event + " of this key.");
                }
            } else if (!ofCertificate(leaf, certificate)) {
                throw new Refuted("Entry " + proven.index() + " of the receipt is not about this certificate.");
            }
            issued |= leaf.type().equals("certificate.issued");
            findings.add("Entry " + proven.index() + " is in the log: " + leaf.type() + " at " + leaf.at() + ".");
        }
        if (!issued) {
            throw new Refuted("The receipt does not show that the certificate was issued.");
        }
        if (event > opening.events()) {
            throw new Refuted("The receipt shows " + event + " events of the key and counts only " + opening.events() + ".");
        }
        findings.addFirst(
                "The log signed a head over " + head.size() + " entries at " + Instant.ofEpochMilli(head.timestamp()) + ".");
        return findings;
    }

    private static Leaf included(LogFormat.Proven proven, TreeHead head) throws Refuted {
        byte[] bytes = LogFormat.bytes(proven.leaf());
        if (!Proofs.included(TreeHash.leaf(bytes), proven.index(), head.size(), LogFormat.bytes(proven.path()), head.root())) {
            throw new Refuted("Nothing proves that entry " + proven.index() + " is in the log.");
        }
        return Leaf.read(bytes).orElseThrow(() -> new Refuted("Entry " + proven.index() + " is no leaf of this log."));
    }

    private static boolean ofCertificate(Leaf leaf, X509Certificate certificate) {
        try {
            boolean content = leaf.fact("tbs").equals(HexFormat.of().formatHex(Hashes.sha256(certificate.getTBSCertificate())));
            boolean whole = !leaf.type().equals("certificate.issued")
                    || leaf.fact("certificate").equals(HexFormat.of().formatHex(Hashes.sha256(certificate.getEncoded())));
            return content && whole;
        } catch (CertificateException unreadable) {
            return false;
        }
    }
}
