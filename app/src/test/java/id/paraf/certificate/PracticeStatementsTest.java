package id.paraf.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.kernel.RefusedToStart;
import id.paraf.pki.Profile.KeyKind;
import id.paraf.testing.ParafTest;

/** What was published stays, and an operator's own texts take the place of the shipped ones. */
@ParafTest
class PracticeStatementsTest {

    @Autowired
    PracticeRows rows;
    @Autowired
    PracticeStatements shipped;
    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path folder;

    private PracticeStatements start(@Nullable Path texts) {
        var settings = new AuthoritySettings("Dinas Contoh", "ID", "Contoh", null, null, texts, KeyKind.P384,
                AuthoritySettings.Root.EMBEDDED, null, 100_000);
        var statements = new PracticeStatements(rows, settings);
        statements.afterPropertiesSet();
        return statements;
    }

    private void write(String version, String words) throws Exception {
        for (String language : PublishedText.LANGUAGES) {
            Files.writeString(folder.resolve(version + "_" + language + ".txt"),
                    "CPS " + language + "\r\n\r\n{operator}: " + words + "\r\n");
        }
    }

    private List<String> events(String version) {
        return jdbc.sql("""
                SELECT subject || ' ' || (details ->> 'sha256') FROM audit_event
                WHERE type = 'practice-statement.published' AND subject LIKE :subject ORDER BY subject""")
                .param("subject", "practice-statement:" + version + "/%").query(String.class).list();
    }

    @AfterEach
    void takeBack() {
        jdbc.sql("DELETE FROM practice_statement WHERE version LIKE '203%'").update();
    }

    @Test
    void theShippedStatementIsPublishedOnceWithItsEvents() {
        var text = shipped.current("id");
        assertThat(shipped.shipped()).isTrue();
        assertThat(events(text.version())).containsExactly(
                "practice-statement:" + text.version() + "/en " + shipped.current("en").sha256(),
                "practice-statement:" + text.version() + "/id " + text.sha256());
        assertThat(shipped.current("de")).as("the binding one").isEqualTo(text);
        assertThat(start(null).current("id")).as("under another name of the operator's it stays as it was published")
                .isEqualTo(text);
        assertThat(events(text.version())).hasSize(2);
    }

    @Test
    void theOperatorsNewestTextIsInForceAndFormerOnesStay() throws Exception {
        write("2031-01", "satu");
        var first = start(folder).current("id");
        assertThat(first.title()).isEqualTo("CPS id");
        assertThat(first.text()).isEqualTo("Dinas Contoh: satu");
        assertThat(events("2031-01")).hasSize(2).contains("practice-statement:2031-01/id " + first.sha256());
        write("2031-01-15", "dua");
        var later = start(folder);
        assertThat(later.current("en").version()).isEqualTo("2031-01-15");
        assertThat(later.shipped()).isFalse();
        Files.delete(folder.resolve("2031-01_id.txt"));
        Files.delete(folder.resolve("2031-01_en.txt"));
        assertThat(start(folder).find("2031-01", "id")).contains(first);
        assertThat(start(folder).all().stream().map(text -> text.version() + text.language()).limit(4))
                .containsExactly("2031-01-15id", "2031-01-15en", "2031-01id", "2031-01en");
        assertThat(start(folder).find(shipped.current("id").version(), "id")).contains(shipped.current("id"));
    }

    @Test
    void whatWasPublishedIsNotEdited() throws Exception {
        write("2032-01", "satu");
        var published = start(folder).current("id");
        write("2032-01", "dua");
        assertThatThrownBy(() -> start(folder)).isInstanceOf(RefusedToStart.class)
                .hasMessageContaining("2032-01_en.txt reads differently from what was published");
        assertThat(rows.find("2032-01", "id")).contains(published);
        assertThat(events("2032-01")).hasSize(2);
    }

    @Test
    void whatCannotBePublishedStopsTheStartWithItsName() throws Exception {
        refused(folder.resolve("none"), "is no directory");
        refused(folder, "holds no text");
        Files.writeString(folder.resolve("2033-01_id.txt"), "CPS\n\nIsi");
        refused(folder, "2033-01_en.txt is missing");
        Files.writeString(folder.resolve("2033-01_en.txt"), "CPS");
        refused(folder, "2033-01_en.txt has no title, or nothing below it");
        Files.writeString(folder.resolve("2033-01_en.txt"), "CPS\n\nWrite to {contact}.");
        refused(folder, "2033-01_en.txt still has {contact} in it");
        Files.write(folder.resolve("2033-01_en.txt"), "CPS\n\ncaf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        refused(folder, "2033-01_en.txt is not written in UTF-8");
        Files.writeString(folder.resolve("2033-01_en.txt"), "CPS\n\nText");
        Files.writeString(folder.resolve("cps.pdf"), "%PDF");
        refused(folder, "cps.pdf is no text of a practice statement");
        assertThat(events("2033-01")).isEmpty();
    }

    private void refused(Path texts, String because) {
        assertThatThrownBy(() -> start(texts)).isInstanceOf(RefusedToStart.class).hasMessageContaining(because);
    }
}
