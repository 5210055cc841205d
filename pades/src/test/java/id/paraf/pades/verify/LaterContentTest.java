package id.paraf.pades.verify;

import static id.paraf.pades.verify.Attacks.HONEST;
import static id.paraf.pades.verify.Attacks.isChanged;
import static id.paraf.pades.verify.Attacks.otherContent;
import static id.paraf.pades.verify.FileVerdict.VALID_AND_INTACT;
import static id.paraf.pades.verify.Hierarchy.report;
import static id.paraf.pades.verify.Tampering.latin;
import static id.paraf.pades.verify.Tampering.plus;
import static id.paraf.pades.verify.Tampering.ref;
import static id.paraf.pades.verify.Tampering.target;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject.Array;
import id.paraf.pades.pdf.PdfObject.Dictionary;
import id.paraf.pades.pdf.PdfObject.Name;
import id.paraf.testing.Proves;

/** Incremental saving and shadow attacks: what a later save makes of pages that were signed. */
@Proves("PD-06")
class LaterContentTest {

    @Test
    void incrementalSavingOfOtherContent() throws MalformedPdf {
        isChanged(otherContent(HONEST).build(), Reason.PAGES_CHANGED);
        assertThat(report(otherContent(HONEST).build()).signatures().getFirst().changes()).contains(Change.CONTENT_CHANGED);
    }

    @Test
    void incrementalSavingOfAnotherPageDictionary() throws MalformedPdf {
        var tampering = Tampering.of(HONEST);
        int content = tampering.add(Tampering.stream("0 0 100 100 re f"));
        isChanged(tampering.put(tampering.page(), tampering.dictionary(tampering.page()).with("Contents", ref(content))).build(),
                Reason.PAGES_CHANGED);
    }

    @Test
    void incrementalSavingOfAnotherPageTree() throws MalformedPdf {
        var tampering = Tampering.of(HONEST);
        int tree = target(tampering.view().catalog().get("Pages"));
        int page = tampering.add(Tampering.write(tampering.dictionary(tampering.page())));
        var pages = tampering.dictionary(tree);
        isChanged(tampering.put(tree, pages.with("Kids", plus(tampering.view().array(pages.get("Kids")), ref(page)))).build(),
                Reason.PAGES_CHANGED);
    }

    @Test
    void incrementalSavingWithoutTable() throws MalformedPdf {
        String whole = latin(otherContent(HONEST).build());
        String update = whole.substring(HONEST.length);
        isChanged(latin(latin(HONEST) + update.substring(0, update.indexOf("xref"))), Reason.TRAILING_BYTES);
        String withTrailer = update.substring(0, update.indexOf("xref")) + update.substring(update.indexOf("trailer"));
        isChanged(latin(latin(HONEST) + withTrailer), Reason.TRAILING_BYTES);
    }

    @Test
    void aSecondEndOfFile() {
        isChanged(Tampering.append(HONEST, "%%EOF\n"), Reason.TRAILING_BYTES);
        isChanged(Tampering.append(HONEST, "1 0 obj\n<< >>\nendobj\n%%EOF\n"), Reason.TRAILING_BYTES);
        isChanged(Tampering.append(HONEST, "startxref\n0\n%%EOF\n"), Reason.TRAILING_BYTES);
    }

    /** Editors and transfers leave a line end or two; other bytes are for other readers' eyes, and few of them for nobody's. */
    @Test
    void bytesBehindTheLastEnd() {
        byte[] stamped = TestSigner.timestamp(HONEST, Hierarchy.TSA, Hierarchy.SIGNED);
        byte[] extended = Pdfs.withEvidence(HONEST, List.of(), List.of());
        for (byte[] file : List.of(HONEST, stamped, extended)) {
            for (String nothing : List.of("\n", "\r\n\r\n", " \t\f\0", "\0".repeat(64))) {
                assertThat(report(Tampering.append(file, nothing)).verdict()).isEqualTo(VALID_AND_INTACT);
            }
            for (String loose : List.of("%<html><script>alert(1)</script>\n", "% 1 0 obj\n", "%\n", "x", "\0".repeat(65),
                    " ".repeat(5000), "\n%%EOF")) {
                isChanged(Tampering.append(file, loose), Reason.TRAILING_BYTES);
                assertThat(report(Tampering.append(file, loose)).signatures().getFirst().changes()).contains(Change.UNREADABLE);
            }
        }
    }

    @Test
    void looseObjectsBetweenTheListedOnes() throws MalformedPdf {
        var tampering = Tampering.of(HONEST);
        tampering.add("null");
        isChanged(tampering.build("4 0 obj\n<< /Other true >>\nendobj\n"), Reason.TRAILING_BYTES);
        isChanged(tampering.build("startxref\n0\n%%EOF\n"), Reason.TRAILING_BYTES);
    }

    private static int resource(Tampering tampering, String kind) throws MalformedPdf {
        var resources = tampering.view().dictionary(tampering.dictionary(tampering.page()).get("Resources"));
        return target(tampering.view().dictionary(resources.get(kind)).entries().values().iterator().next());
    }

    @Test
    void shadowHide() throws MalformedPdf {
        var tampering = Tampering.of(HONEST);
        isChanged(tampering.free(resource(tampering, "Font")).build(), Reason.SHADOW_HIDE);
    }

    @Test
    void shadowReplace() throws MalformedPdf {
        var tampering = Tampering.of(HONEST);
        int font = resource(tampering, "Font");
        isChanged(tampering.put(font, tampering.dictionary(font).with("BaseFont", new Name("Courier"))).build(),
                Reason.SHADOW_REPLACE);
    }

    @Test
    void shadowHideAndReplaceByATable() throws MalformedPdf {
        var before = Tampering.of(Pdfs.plain());
        int content = target(before.dictionary(before.page()).get("Contents"));
        // A second object of the same number lies hidden inside a stream that is signed.
        String hidden = content + " 0 obj\n" + Tampering.stream("0 0 200 200 re f") + "\nendobj\n";
        before.add(Tampering.stream(hidden));
        byte[] signed = new TestSigner().sign(before.build());
        assertThat(report(signed).verdict()).isEqualTo(VALID_AND_INTACT);

        isChanged(Tampering.of(signed).point(content, latin(signed).indexOf(hidden)).build(), Reason.SHADOW_HIDE_AND_REPLACE);
    }

    @Test
    void shadowHideAndReplaceByAnotherRoot() throws MalformedPdf {
        var before = Tampering.of(Pdfs.plain());
        int other = before.add(Tampering.write(before.dictionary(before.root())));
        byte[] signed = new TestSigner().sign(before.build());

        isChanged(Tampering.of(signed).root(other).build(), Reason.SHADOW_HIDE_AND_REPLACE);
    }

    @Test
    void anObjectThatWasReferredToBeforeItExisted() throws MalformedPdf {
        var before = Tampering.of(Pdfs.plain());
        var page = before.dictionary(before.page());
        var waiting = new Array(List.of(page.get("Contents"), ref(500)));
        byte[] signed = new TestSigner().sign(before.put(before.page(), page.with("Contents", waiting)).build());
        var tampering = Tampering.of(signed);
        tampering.put(500, Tampering.stream("0 0 200 200 re f"));

        isChanged(latin(latin(tampering.build()).replaceFirst("(?s)(.*)/Size \\d+", "$1/Size 501")), Reason.PAGES_CHANGED);
    }

    @Test
    void evidenceThatIsAlsoPainted() throws MalformedPdf {
        var before = Tampering.of(Pdfs.plain());
        int content = target(before.dictionary(before.page()).get("Contents"));
        before.put(before.root(), before.dictionary(before.root()).with("DSS",
                new Dictionary(Map.of("CRLs", new Array(List.of(ref(content)))))));
        byte[] signed = new TestSigner().sign(before.build());

        isChanged(otherContent(signed).build(), Reason.PAGES_CHANGED);
    }

    @Test
    void aFieldThatIsAlsoAResource() throws MalformedPdf {
        var before = Tampering.of(Pdfs.form());
        var form = before.view().dictionary(before.view().catalog().get("AcroForm"));
        int field = target(before.view().array(form.get("Fields")).items().getFirst());
        var page = before.dictionary(before.page());
        var resources = before.view().dictionary(page.get("Resources")).with("XObject", ref(field));
        byte[] signed = new TestSigner().sign(before.put(before.page(), page.with("Resources", resources)).build());

        isChanged(Pdfs.filled(signed, "nama", "Siti"), Reason.SHADOW_REPLACE);
    }
}
