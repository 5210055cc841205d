package id.paraf.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import id.paraf.testing.Proves;

class CsvTest {

    @Test
    @Proves("WF-04")
    void noCellIsAFormula() {
        for (String formula : new String[] {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "|calc", "%0A",
                "\uFF1D1", "\uFF0B1", "\uFF0D1", "\uFF201", "=HYPERLINK(\"http://contoh.example\",\"klik\")"}) {
            assertThat(Csv.line(formula)).as(formula).startsWith("\"'");
        }
    }

    @Test
    @Proves("WF-04")
    void nothingInACellEndsIt() {
        assertThat(Csv.line("a\",=1+1,\"b", "c,d", "e\r\nf")).isEqualTo("\"a\"\",=1+1,\"\"b\",\"c,d\",\"e\r\nf\"\r\n");
        assertThat(Csv.line("biasa", "", "2026-11-02T02:00:00Z")).isEqualTo("\"biasa\",\"\",\"2026-11-02T02:00:00Z\"\r\n");
    }
}
