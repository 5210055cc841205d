package id.paraf.pades.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import id.paraf.pades.TestFiles;
import id.paraf.pades.pdf.MalformedPdf.Reason;

class PdfFileTest {

    private static final String SIMPLE = """
            %PDF-1.7
            @one@1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
            @two@2 0 obj <</Type/Pages/Kids[]/Count 0>> endobj
            @xref@xref
            0 3
            0000000000 65535 f\s
            {one} 00000 n\s
            {two} 00000 n\s
            trailer <</Size 3/Root 1 0 R>>
            startxref
            {xref}
            %%EOF
            """;

    @Test
    void readsTablesAndStreams() throws Exception {
        for (var bytes : new byte[][] {TestFiles.withTable(3), TestFiles.withStreams(3)}) {
            try (var file = PdfFile.of(bytes, Limits.ORDINARY)) {
                assertThat(file.revisions()).hasSize(1);
                assertThat(file.revisions().getFirst().end()).isEqualTo(bytes.length);
                var view = file.current();
                var pages = view.dictionary(view.catalog().get("Pages"));
                assertThat(view.get(pages, "Count")).isEqualTo(new PdfObject.Int(3));
                var kids = view.array(pages.get("Kids")).items();
                assertThat(kids).hasSize(3);
                for (var kid : kids) {
                    var page = view.dictionary(kid);
                    assertThat(page.is("Type", "Page")).isTrue();
                    var content = (PdfObject.Stream) view.get(page, "Contents");
                    assertThat(new String(view.unpacked(content), StandardCharsets.ISO_8859_1)).contains("(Halaman ");
                }
            }
        }
        assertThat(PdfFile.of(TestFiles.withTable(1), Limits.ORDINARY).revisions().getFirst().kind())
                .isEqualTo(Revision.Kind.TABLE);
        assertThat(PdfFile.of(TestFiles.withStreams(1), Limits.ORDINARY).revisions().getFirst().kind())
                .isEqualTo(Revision.Kind.STREAM);
    }

    @Test
    void everyRevisionIsVisibleAsItWas(@TempDir Path folder) throws Exception {
        for (var original : new byte[][] {TestFiles.withTable(2), TestFiles.withStreams(2)}) {
            var second = TestFiles.updated(original, "id-ID");
            var third = TestFiles.updated(second, "en-GB");
            var path = Files.write(folder.resolve("third.pdf"), third);
            try (var file = PdfFile.open(path, Limits.ORDINARY)) {
                assertThat(file.revisions()).extracting(Revision::end)
                        .containsExactly((long) original.length, (long) second.length, (long) third.length);
                assertThat(file.view(file.revisions().get(0)).catalog().has("Lang")).isFalse();
                assertThat(file.view(file.revisions().get(1)).catalog().get("Lang")).isEqualTo(text("id-ID"));
                var newest = file.current();
                assertThat(newest.catalog().get("Lang")).isEqualTo(text("en-GB"));
                var catalog = newest.located(newest.root());
                assertThat(catalog.revision().index()).isEqualTo(2);
                assertThat(catalog.start()).isBetween((long) second.length, (long) third.length);
                var own = new HashSet<Integer>();
                file.revisions().get(2).each((number, entry) -> own.add(number));
                assertThat(own).contains(newest.root().number()).hasSizeLessThan(5);
                assertThat(file.beginsWith(PdfFile.of(second, Limits.ORDINARY))).isTrue();
                assertThat(file.beginsWith(PdfFile.of(TestFiles.withTable(1), Limits.ORDINARY))).isFalse();
            }
        }
    }

    @Test
    void knowsWhereStringsStand() throws Exception {
        var bytes = TestFiles.handmade(SIMPLE.replace("/Count 0", "/Count 0/A(x\\)\\101\\\n(y))/B<4 1 4>"));
        var view = PdfFile.of(bytes, Limits.ORDINARY).current();
        var pages = view.dictionary(view.catalog().get("Pages"));
        var a = (PdfObject.Text) pages.get("A");
        assertThat(a.decoded()).isEqualTo("x)A(y)");
        assertThat(new String(bytes, (int) a.start(), (int) (a.end() - a.start()), StandardCharsets.ISO_8859_1))
                .isEqualTo("(x\\)\\101\\\n(y))");
        var b = (PdfObject.Text) pages.get("B");
        assertThat(b.bytes()).containsExactly(0x41, 0x40);
        assertThat(bytes[(int) b.start()]).isEqualTo((byte) '<');
        assertThat(bytes[(int) b.end() - 1]).isEqualTo((byte) '>');
    }

    @Test
    void linearisedFilesAreOneRevision() throws Exception {
        var linear = TestFiles.handmade("""
                %PDF-1.7
                @first@xref
                2 1
                {two} 00000 n\s
                trailer <</Size 3/Root 1 0 R/Prev {main}>>
                startxref
                0
                %%EOF
                @one@1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
                @two@2 0 obj <</Type/Pages/Kids[]/Count 0>> endobj
                @main@xref
                0 2
                0000000000 65535 f\s
                {one} 00000 n\s
                trailer <</Size 2>>
                startxref
                {first}
                %%EOF
                """);
        var file = PdfFile.of(linear, Limits.ORDINARY);
        assertThat(file.revisions()).hasSize(1);
        assertThat(file.revisions().getFirst().end()).isEqualTo(linear.length);
        assertThat(file.current().dictionary(file.current().catalog().get("Pages")).is("Type", "Pages")).isTrue();
        var updated = PdfFile.of(TestFiles.updated(linear, "id"), Limits.ORDINARY);
        assertThat(updated.revisions()).extracting(Revision::end).startsWith((long) linear.length).hasSize(2);
    }

    @Test
    void hybridFilesShowWhatTheirTablesHide() throws Exception {
        var hybrid = TestFiles.handmade("""
                %PDF-1.7
                @one@1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
                @three@3 0 obj <</Type/ObjStm/N 1/First 4/Length 32>> stream
                2 0 <</Type/Pages/Kids[]/Count 0>>
                endstream endobj
                @four@4 0 obj <</Type/XRef/Size 5/W[1 2 1]/Index[2 1]/Length 4>> stream
                \u0002\u0000\u0003\u0000
                endstream endobj
                @xref@xref
                0 5
                0000000000 65535 f\s
                {one} 00000 n\s
                0000000000 00000 f\s
                {three} 00000 n\s
                {four} 00000 n\s
                trailer <</Size 5/Root 1 0 R/XRefStm {four}>>
                startxref
                {xref}
                %%EOF
                """.replace("Length 32", "Length 34"));
        var file = PdfFile.of(hybrid, Limits.ORDINARY);
        assertThat(file.revisions().getFirst().kind()).isEqualTo(Revision.Kind.HYBRID);
        assertThat(file.current().dictionary(file.current().catalog().get("Pages")).is("Type", "Pages")).isTrue();
    }

    /** As Word saves: a table that hides the packed objects, and a second, empty one that names the stream before the first. */
    @Test
    void wordsFilesAreRead() throws Exception {
        var word = TestFiles.handmade("""
                %PDF-1.7
                @one@1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
                @three@3 0 obj <</Type/ObjStm/N 1/First 4/Length 34>> stream
                2 0 <</Type/Pages/Kids[]/Count 0>>
                endstream endobj
                @four@4 0 obj <</Type/XRef/Size 5/W[1 2 1]/Index[2 1]/Root 1 0 R/Length 4>> stream
                \u0002\u0000\u0003\u0000
                endstream endobj
                @xref@xref
                0 5
                0000000002 65535 f\s
                {one} 00000 n\s
                0000000000 65535 f\s
                {three} 00000 n\s
                {four} 00000 n\s
                trailer <</Size 5/Root 1 0 R>>
                startxref
                {xref}
                %%EOF
                @second@xref
                0 0
                trailer <</Size 5/Root 1 0 R/Prev {xref}/XRefStm {four}>>
                startxref
                {second}
                %%EOF
                """);
        var file = PdfFile.of(word, Limits.ORDINARY);
        assertThat(file.revisions()).extracting(Revision::kind).containsExactly(Revision.Kind.TABLE, Revision.Kind.HYBRID);
        assertThat(file.current().dictionary(file.current().catalog().get("Pages")).is("Type", "Pages")).isTrue();
        var updated = PdfFile.of(TestFiles.updated(word, "id"), Limits.ORDINARY).current();
        assertThat(updated.dictionary(updated.catalog().get("Pages")).is("Type", "Pages")).isTrue();
    }

    @Test
    void whatIsAmbiguousHasAName() {
        assertThat(reason("hello")).isEqualTo(Reason.NOT_A_PDF);
        assertThat(reason("\n" + SIMPLE)).isEqualTo(Reason.NOT_A_PDF);
        assertThat(reason("%PDF-1.7\n")).isEqualTo(Reason.BAD_XREF);
        assertThat(reason(SIMPLE.replace("/Size 3", "/Size 2"))).isEqualTo(Reason.BAD_XREF);
        assertThat(reason(SIMPLE.replace("/Root 1 0 R", "/Root 1 0 R/Prev {xref}"))).isEqualTo(Reason.CYCLE);
        assertThat(reason(SIMPLE.replace("{one} 00000 n", "{two} 00000 n"))).isEqualTo(Reason.BAD_XREF);
        assertThat(reason(SIMPLE.replace("{one} 00000 n \n", "{one} 00000 n\n"))).isEqualTo(Reason.BAD_XREF);
        assertThat(reason(SIMPLE.replace("/Type/Catalog", "/Type/Catalog/A 1/A 2"))).isEqualTo(Reason.DUPLICATE_KEY);
        assertThat(reason(SIMPLE.replace("/Type/Catalog", "/Type/Catalog/A " + "[".repeat(100_000)))).isEqualTo(Reason.TOO_DEEP);
        assertThat(reason(SIMPLE.replace("/Type/Catalog", "/Type/Catalog/A [" + "0 ".repeat(1_100_000) + "]")))
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(reason(SIMPLE.replace("@two@2 0 obj <</Type/Pages/Kids[]/Count 0>>", "@two@2 0 obj 2 0 R")))
                .isEqualTo(Reason.CYCLE);
        assertThat(reason(SIMPLE.replace("/Count 0>>", "/Count 0/Length 2 0 R>> stream\n endstream"))).isEqualTo(Reason.CYCLE);
        assertThat(reason(SIMPLE.replace("/Count 0>>", "/Count 0/Length 9>> stream\n endstream"))).isEqualTo(Reason.BAD_STREAM);
    }

    /** A pointer that an older revision leaves for content to be planted behind it. */
    @Test
    void olderRevisionsDoNotReachIntoNewerOnes() throws Exception {
        var planted = TestFiles.handmade(SIMPLE.replace("{two} 00000 n", "{later} 00000 n")
                + "@later@2 0 obj <</Type/Pages/Kids[]/Count 0>> endobj\nstartxref\n{xref}\n%%EOF\n");
        var view = PdfFile.of(planted, Limits.ORDINARY).current();
        assertThatThrownBy(() -> view.dictionary(view.catalog().get("Pages"))).isInstanceOf(MalformedPdf.class)
                .hasMessageContaining("outside its revision");
    }

    @Test
    void bombsStopAtTheLimit() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var deflate = new java.util.zip.DeflaterOutputStream(packed)) {
            var zeros = new byte[1 << 20];
            for (int i = 0; i < 40; i++) {
                deflate.write(zeros);
            }
        }
        var data = packed.toString(StandardCharsets.ISO_8859_1);
        var bomb = TestFiles.handmade(SIMPLE.replace("/Count 0>>",
                "/Count 0/Filter/FlateDecode/Length " + packed.size() + ">> stream\nDATA\nendstream").replace("DATA", data));
        var file = PdfFile.of(bomb, Limits.ORDINARY);
        var stream = (PdfObject.Stream) file.current().resolve(new PdfObject.Reference(2, 0));
        for (int i = 0; i < 20; i++) {
            assertThat(catchThrowableOfType(MalformedPdf.class, () -> file.current().unpacked(stream)).reason())
                    .isEqualTo(Reason.TOO_MUCH_DATA);
        }
        var narrow = new Limits(100, 8, 100, 100, 100, 100, 3);
        assertThat(catchThrowableOfType(MalformedPdf.class, () -> PdfFile.of(bomb, narrow)).reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void tooManyRevisionsAreRefused() {
        var file = TestFiles.handmade(SIMPLE);
        var limits = new Limits(1 << 20, 8, 1_000, 1_000, 1_000, 1_000, 2);
        var updated = TestFiles.updated(TestFiles.updated(file, "a"), "b");
        assertThat(catchThrowableOfType(MalformedPdf.class, () -> PdfFile.of(updated, limits)).reason())
                .isEqualTo(Reason.TOO_LARGE);
    }

    /** Else each of thousands of sections could make us search the rest of the file for its end. */
    @Test
    void sectionsThatLeadToAndFroAreRefused() {
        assertThat(reason("""
                %PDF-1.7
                @one@1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
                @two@2 0 obj <</Type/Pages/Kids[]/Count 0>> endobj
                @oldest@xref
                0 1
                0000000000 65535 f\s
                trailer <</Size 1>>
                startxref
                {oldest}
                %%EOF
                @newest@xref
                2 1
                {two} 00000 n\s
                trailer <</Size 3/Root 1 0 R/Prev {middle}>>
                startxref
                {newest}
                %%EOF
                @middle@xref
                1 1
                {one} 00000 n\s
                trailer <</Size 2/Prev {oldest}>>
                startxref
                {newest}
                %%EOF
                """)).isEqualTo(Reason.BAD_XREF);
    }

    /** The stream of an earlier revision is as long as that revision says, whoever read it before. */
    @Test
    void aLengthThatALaterRevisionChangesCountsForThatOneAlone() throws Exception {
        var file = PdfFile.of(TestFiles.handmade("""
                %PDF-1.7
                @one@1 0 obj <</Type/Catalog/Pages 2 0 R/Isi 3 0 R>> endobj
                @two@2 0 obj <</Type/Pages/Kids[]/Count 0>> endobj
                @three@3 0 obj <</Length 4 0 R>> stream
                pendek
                endstream endobj
                endstream endobj
                @four@4 0 obj 6 endobj
                @old@xref
                0 5
                0000000000 65535 f\s
                {one} 00000 n\s
                {two} 00000 n\s
                {three} 00000 n\s
                {four} 00000 n\s
                trailer <</Size 5/Root 1 0 R>>
                startxref
                {old}
                %%EOF
                @later@4 0 obj 23 endobj
                @new@xref
                4 1
                {later} 00000 n\s
                trailer <</Size 5/Root 1 0 R/Prev {old}>>
                startxref
                {new}
                %%EOF
                """), Limits.ORDINARY);
        for (int round = 0; round < 2; round++) {
            assertThat(content(file.view(file.revisions().getFirst()))).isEqualTo("pendek");
            assertThat(content(file.current())).isEqualTo("pendek\nendstream endobj");
        }
    }

    private static String content(PdfView view) throws MalformedPdf {
        return new String(view.unpacked((PdfObject.Stream) view.get(view.catalog(), "Isi")), StandardCharsets.ISO_8859_1);
    }

    /** Objects are kept as long as there is room, and however many there are, each reads as it stands in the file. */
    @Test
    void whatIsKeptMakesRoomAndStaysRight() throws Exception {
        var objects = new StringBuilder();
        var table = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            objects.append("@o").append(i).append('@').append(10 + i).append(" 0 obj [").append(i).append(" 7".repeat(2_000))
                    .append("] endobj\n");
            table.append("{o").append(i).append("} 00000 n \n");
        }
        var file = PdfFile.of(TestFiles.handmade(SIMPLE.replace("@xref@xref\n", objects + "@xref@xref\n")
                .replace("trailer <</Size 3", "10 200\n" + table + "trailer <</Size 210")), Limits.ORDINARY);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 200; i++) {
                var items = ((PdfObject.Array) file.current().resolve(new PdfObject.Reference(10 + i, 0))).items();
                assertThat(items).hasSize(2_001).startsWith(new PdfObject.Int(i));
            }
        }
    }

    @Test
    void readingWithoutEndIsRefused() throws Exception {
        var limits = new Limits(1 << 20, 8, 1_000, 1_000, 1_000, 1_000, 2);
        var view = PdfFile.of(TestFiles.handmade(SIMPLE), limits).current();
        var fault = catchThrowableOfType(MalformedPdf.class, () -> {
            for (int i = 0; i < 1_000; i++) {
                view.catalog();
            }
        });
        assertThat(fault.reason()).isEqualTo(Reason.TOO_MUCH_DATA);
    }

    private static PdfObject.Text text(String value) {
        return PdfObject.Text.of(value.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Reason reason(String handmade) {
        var fault = catchThrowableOfType(MalformedPdf.class, () -> {
            var view = PdfFile.of(TestFiles.handmade(handmade), Limits.ORDINARY).current();
            view.resolve(view.catalog().get("Pages"));
        });
        assertThat(fault).as("refused: " + Arrays.toString(handmade.lines().limit(3).toArray())).isNotNull();
        return fault.reason();
    }
}
