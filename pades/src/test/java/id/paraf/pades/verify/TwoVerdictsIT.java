package id.paraf.pades.verify;

import static id.paraf.pades.verify.Attacks.HONEST;
import static id.paraf.pades.verify.Attacks.WITH_MARK;
import static id.paraf.pades.verify.Attacks.annotated;
import static id.paraf.pades.verify.Attacks.certified;
import static id.paraf.pades.verify.Attacks.otherContent;
import static id.paraf.pades.verify.Hierarchy.NOW;
import static id.paraf.pades.verify.Hierarchy.report;
import static id.paraf.pades.verify.Tampering.append;
import static id.paraf.pades.verify.Tampering.inPlace;
import static id.paraf.pades.verify.Tampering.latin;
import static id.paraf.pades.verify.Tampering.target;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import id.paraf.pades.Dss;
import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.testing.Proves;

/**
 * The attacks as they were published, judged by our verifier and by DSS under its own policy. Where the two differ, and why, stands in
 * {@code docs/divergences.md}; this test notices when either changes its mind.
 */
@Proves("PD-06")
class TwoVerdictsIT {

    /** A file, and the different things that both say about it. */
    private record Sample(byte[] file, FileVerdict ours, String dss) {
    }

    private static final String PASSED = "[TOTAL_PASSED]";
    /** To DSS there is no signature in the file. */
    private static final String NOTHING = "[]";

    private static String dss(byte[] file) {
        return new Dss(Hierarchy.ROOT.certificate(), Hierarchy.cleanLists(NOW)).about(file, NOW).stream()
                .map(each -> each.indication() + (each.more() == null ? "" : " " + each.more())).distinct().toList().toString();
    }

    private static int font(Tampering tampering) throws MalformedPdf {
        var resources = tampering.view().dictionary(tampering.dictionary(tampering.page()).get("Resources"));
        return target(tampering.view().dictionary(resources.get("Font")).entries().values().iterator().next());
    }

    private static String between(String text, String from, String to) {
        int at = text.lastIndexOf(from);
        return text.substring(at, text.indexOf(to, at) + to.length());
    }

    private static Map<String, Sample> samples() throws MalformedPdf {
        var samples = new LinkedHashMap<String, Sample>();
        samples.put("honest", new Sample(HONEST, FileVerdict.VALID_AND_INTACT, PASSED));
        samples.put("honest, with a mark", new Sample(WITH_MARK, FileVerdict.VALID_AND_INTACT, PASSED));
        samples.put("honest, signed twice", new Sample(TestSigner.rsa(_ -> {
        }).sign(HONEST), FileVerdict.VALID_AND_INTACT, PASSED));
        samples.put("honest, form filled after certification",
                new Sample(Pdfs.filled(certified(Pdfs.form(), 2), "nama", "Siti"), FileVerdict.VALID_AND_INTACT, PASSED));
        samples.put("another byte",
                new Sample(inPlace(HONEST, "/MediaBox", "/MediaBux"), FileVerdict.INVALID, "[TOTAL_FAILED HASH_FAILURE]"));
        String range = between(latin(HONEST), "/ByteRange", "]");
        samples.put("forgery: no byte range", new Sample(inPlace(HONEST, range, ""), FileVerdict.INVALID, NOTHING));
        samples.put("forgery: empty byte range", new Sample(inPlace(HONEST, range, "/ByteRange []"), FileVerdict.INVALID, NOTHING));
        samples.put("forgery: no contents", new Sample(
                inPlace(HONEST, between(latin(HONEST), "/Contents <", ">"), "/Contents null"), FileVerdict.INVALID, NOTHING));
        samples.put("incremental saving: other content",
                new Sample(otherContent(HONEST).build(), FileVerdict.CHANGED_AFTER_SIGNING, PASSED));
        String whole = latin(otherContent(HONEST).build());
        samples.put("incremental saving: no table",
                new Sample(latin(whole.substring(0, whole.lastIndexOf("xref\n", whole.length() - 20))),
                        FileVerdict.CHANGED_AFTER_SIGNING, PASSED));
        samples.put("incremental saving: a second end",
                new Sample(append(HONEST, "1 0 obj\n<< >>\nendobj\n%%EOF\n"), FileVerdict.CHANGED_AFTER_SIGNING, PASSED));
        var hide = Tampering.of(HONEST);
        samples.put("shadow: hide", new Sample(hide.free(font(hide)).build(), FileVerdict.CHANGED_AFTER_SIGNING, PASSED));
        var replace = Tampering.of(HONEST);
        samples.put("shadow: replace", new Sample(replace.put(font(replace),
                replace.dictionary(font(replace)).with("BaseFont", new PdfObject.Name("Courier"))).build(),
                FileVerdict.CHANGED_AFTER_SIGNING, PASSED));
        samples.put("certified, then a stamp where only comments are permitted",
                new Sample(annotated(certified(Pdfs.plain(), 3), "/Subtype /Stamp", "72 700 200 720"),
                        FileVerdict.CHANGED_AFTER_SIGNING, PASSED));
        samples.put("certified against any change, then signed",
                new Sample(new TestSigner().sign(certified(Pdfs.plain(), 1)), FileVerdict.CHANGED_AFTER_SIGNING, PASSED));
        samples.put("certified, then signed over the page",
                new Sample(TestSigner.rsa(one -> one.visible = Pdfs.mark(20, 20, 550, 800)).sign(certified(Pdfs.plain(), 2)),
                        FileVerdict.CHANGED_AFTER_SIGNING, PASSED));
        samples.put("a mark covered by another",
                new Sample(TestSigner.rsa(one -> one.visible = Pdfs.mark(70, 95, 150, 50)).sign(WITH_MARK),
                        FileVerdict.CHANGED_AFTER_SIGNING, PASSED));
        return samples;
    }

    @Test
    void theAttacksAreJudgedByBoth() throws MalformedPdf {
        samples().forEach((name, sample) -> {
            assertThat(report(sample.file()).verdict()).as(name).isEqualTo(sample.ours());
            assertThat(dss(sample.file())).as(name + ", by DSS").isEqualTo(sample.dss());
        });
    }
}
