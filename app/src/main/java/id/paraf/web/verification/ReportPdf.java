package id.paraf.web.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

import id.paraf.verification.Verification;
import id.paraf.web.Brand;
import id.paraf.web.sheet.Sheets;

/**
 * The report for people, to be kept or handed on: A4, tagged, PDF/A-2a. It says what the page says and holds nothing of what the file
 * says. The same facts in the same language give the same bytes (PD-07).
 */
@Component
public class ReportPdf {

    private final MessageSource texts;
    private final Brand brand;

    ReportPdf(MessageSource texts, Brand brand) {
        this.texts = texts;
        this.brand = brand;
    }

    /**
     * @param name     what the sender calls the file, folders and all; may be empty
     * @param language one of those that the pages speak
     */
    public byte[] of(Verification verification, String name, Locale language) {
        var words = new ReportWords(texts, language);
        try (var sheets = new Sheets(words.t("verification.pdf.title"), language, verification.at())) {
            return new ReportSheets(sheets, words, brand.name()).write(VerdictView.of(verification, name));
        } catch (IOException e) {
            throw new UncheckedIOException("A report can always be written into memory", e);
        }
    }
}
