package id.paraf.pades.verify;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfObject.Dictionary;
import id.paraf.pades.pdf.PdfObject.Stream;
import id.paraf.pades.pdf.PdfView;

/**
 * What the document's DSS dictionary carries (ETSI EN 319 142-1 §5.4.2.2). The arrays of the dictionary itself hold everything
 * that its VRI entries name.
 *
 * @param evidence CRLs and OCSP responses in DER
 */
record SecurityStore(List<X509Certificate> certificates, List<byte[]> evidence) {

    private static final int MOST_ITEMS = 2_000;

    static SecurityStore of(PdfView view) throws MalformedPdf {
        var certificates = new ArrayList<X509Certificate>();
        var evidence = new ArrayList<byte[]>();
        if (view.get(view.catalog(), "DSS") instanceof Dictionary store) {
            for (byte[] one : streams(view, store.get("Certs"))) {
                Certificates.read(one).ifPresent(certificates::add);
            }
            evidence.addAll(streams(view, store.get("CRLs")));
            evidence.addAll(streams(view, store.get("OCSPs")));
        }
        return new SecurityStore(certificates, evidence);
    }

    /** What cannot be read is as if it were not there: evidence may be missing, never wrong. */
    private static List<byte[]> streams(PdfView view, PdfObject array) throws MalformedPdf {
        var found = new ArrayList<byte[]>();
        for (var item : FormTree.items(view, array)) {
            if (found.size() >= MOST_ITEMS) {
                break;
            }
            try {
                if (view.resolve(item) instanceof Stream stream) {
                    found.add(view.unpacked(stream));
                }
            } catch (MalformedPdf e) {
                if (FoundSignature.isLimit(e)) {
                    throw e;
                }
            }
        }
        return found;
    }
}
