package id.paraf.pades.verify;

import static id.paraf.pades.verify.Attacks.HONEST;
import static id.paraf.pades.verify.Attacks.WITH_MARK;
import static id.paraf.pades.verify.Attacks.isInvalid;
import static id.paraf.pades.verify.FileVerdict.INVALID;
import static id.paraf.pades.verify.FileVerdict.VALID_AND_INTACT;
import static id.paraf.pades.verify.Hierarchy.report;
import static id.paraf.pades.verify.Tampering.inPlace;
import static id.paraf.pades.verify.Tampering.latin;
import static id.paraf.pades.verify.Tampering.ref;
import static id.paraf.pades.verify.Tampering.target;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.XrefEntry;
import id.paraf.testing.Proves;

/** Universal forgery and wrapping: signatures whose own dictionary was made to say something else. */
@Proves("PD-06")
class ForgedSignaturesTest {

    @Test
    void theFilesThatAreAttackedAreValid() {
        assertThat(report(HONEST).verdict()).isEqualTo(VALID_AND_INTACT);
        assertThat(report(WITH_MARK).verdict()).isEqualTo(VALID_AND_INTACT);
    }

    private static String byteRange(byte[] file) {
        var match = Pattern.compile("/ByteRange *\\[[^]]*\\] *").matcher(latin(file));
        String last = "";
        while (match.find()) {
            last = match.group();
        }
        return last;
    }

    private static String contents(byte[] file) {
        var match = Pattern.compile("/Contents *<[0-9A-Fa-f]+>").matcher(latin(file));
        return match.find() ? match.group() : "";
    }

    @Test
    void aSignatureWithoutByteRange() {
        isInvalid(inPlace(HONEST, byteRange(HONEST), ""), Reason.BYTE_RANGE_MISSING);
        isInvalid(inPlace(HONEST, byteRange(HONEST), "/ByteRange null"), Reason.BYTE_RANGE_MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[0 0 0 0]", "[0 -1 10 10]", "[0 10 5 1]", "[0 1 2]", "[0 1.5 9 9]", "(0)", "[0 9 99 999999999]",
            "[5 9 99 99]", "[0 8 9 -8]"})
    void aSignatureWithAnOddByteRange(String range) {
        isInvalid(inPlace(HONEST, byteRange(HONEST), "/ByteRange " + range), Reason.BYTE_RANGE_ODD);
    }

    @Test
    void aSignatureWithoutContents() {
        isInvalid(inPlace(HONEST, contents(HONEST), contents(HONEST).replace("/Contents", "/Kontents")), Reason.CONTENTS_MISSING);
        isInvalid(inPlace(HONEST, contents(HONEST), "/Contents null"), Reason.CONTENTS_MISSING);
    }

    @Test
    void aSignatureWithEmptyContents() {
        isInvalid(inPlace(HONEST, contents(HONEST), "/Contents <>"), Reason.CONTENTS_EMPTY);
        isInvalid(inPlace(HONEST, contents(HONEST), "/Contents <00>"), Reason.CONTENTS_EMPTY);
    }

    @Test
    void contentsThatAreNoCms() {
        int digits = contents(HONEST).length() - "/Contents <>".length();
        isInvalid(inPlace(HONEST, contents(HONEST), "/Contents <" + "1".repeat(digits) + ">"), Reason.CMS_MALFORMED);
        isInvalid(inPlace(HONEST, contents(HONEST), "/Contents <30" + "0".repeat(digits - 2) + ">"), Reason.CMS_MALFORMED);
    }

    @Test
    void anotherByteInTheSignedPart() {
        isInvalid(inPlace(HONEST, "/MediaBox", "/MediaBux"), Reason.DIGEST_DIFFERS);
    }

    /** That a path was not looked for is not that there is none. */
    @Test
    void aReportSaysWhatWasNotLookedAt() {
        assertThat(report(HONEST).signatures().getFirst().examined()).isTrue();
        var broken = report(inPlace(HONEST, "/MediaBox", "/MediaBux")).signatures().getFirst();
        assertThat(broken.examined()).isFalse();
        assertThat(broken.reasons()).containsExactly(Reason.DIGEST_DIFFERS);
        assertThat(broken.signer().orElseThrow().name()).isEqualTo("Siti Penanda Tangan");
        assertThat(broken.signer().orElseThrow().root()).isEmpty();
    }

    /** The second signed part is moved to the end, and what it left room for leads to other objects. */
    @Test
    void aWrappedSignature() throws MalformedPdf {
        String text = latin(HONEST);
        var view = Tampering.of(HONEST).view();
        String contents = contents(HONEST);
        int gap = text.indexOf(contents) + contents.indexOf('<');
        int behind = gap + contents.length() - contents.indexOf('<');
        int table = (int) view.revision().startXref();
        int shift = table - behind + 4096;
        String hex = text.substring(gap, behind);
        var entries = new StringBuilder("xref\n");
        view.revision().each((number, entry) -> {
            if (entry instanceof XrefEntry.At(long offset, int _)) {
                entries.append(number).append(" 1\n")
                        .append("%010d 00000 n \n".formatted(offset >= behind ? offset + shift : offset));
            }
        });
        entries.append("trailer\n").append(Tampering.write(view.trailer())).append('\n');
        String range = "/ByteRange[0 " + gap + " " + (behind + shift) + " " + (text.length() - behind) + "]";
        String head = text.substring(0, gap) + hex + range + ">>\nendobj\n";
        String planted = head + " ".repeat(table - head.length()) + entries;
        byte[] wrapped = latin(planted + " ".repeat(behind + shift - planted.length()) + text.substring(behind));

        var report = report(wrapped);
        assertThat(report.signatures().getFirst().reasons()).containsAnyOf(Reason.GAP_IS_NOT_OWN_CONTENTS,
                Reason.SIGNATURE_UNREADABLE);
        assertThat(report.verdict()).isEqualTo(INVALID);
    }

    /** A second dictionary claims the first one's bytes and its value. */
    @Test
    void aCopiedSignature() throws MalformedPdf {
        var tampering = Tampering.of(HONEST);
        var form = tampering.view().dictionary(tampering.view().catalog().get("AcroForm"));
        int field = target(tampering.view().array(form.get("Fields")).items().getFirst());
        int value = target(tampering.dictionary(field).get("V"));
        int copy = tampering.add(Tampering.write(tampering.dictionary(value)));
        tampering.put(field, tampering.dictionary(field).with("V", ref(copy)));

        var report = report(tampering.build());
        assertThat(report.signatures()).hasSize(2);
        assertThat(report.signatures()).anySatisfy(one -> assertThat(one.reasons()).contains(Reason.GAP_IS_NOT_OWN_CONTENTS));
        assertThat(report.signatures()).anySatisfy(one -> assertThat(one.reasons()).contains(Reason.SIGNATURE_REMOVED));
        assertThat(report.verdict()).isEqualTo(INVALID);
    }
}
