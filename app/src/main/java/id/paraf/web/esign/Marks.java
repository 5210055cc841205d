package id.paraf.web.esign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import id.paraf.pades.mark.Mark;
import id.paraf.pades.mark.Typeface;
import id.paraf.signing.QrCode;

/** What is seen of a signature that an application asks for: its picture, or a QR code, and perhaps its words. */
@Component
public class Marks {

    private static final int LONGEST_LINK = 1000;

    private final String verification;
    private final CmapLookup letters = letters();

    Marks(@Value("${paraf.origin}") String origin) {
        this.verification = origin + "/verify";
    }

    private static CmapLookup letters() {
        try (var font = new TTFParser().parse(new RandomAccessReadBuffer(Typeface.usual()))) {
            return font.getUnicodeCmapLookup();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the typeface has every letter of it: another one would be a question mark in the document that is signed. */
    public boolean draws(String text) {
        return lines(text).flatMapToInt(String::codePoints).allMatch(letter -> letters.getGlyphId(letter) > 0);
    }

    /** Letters with their accents in one, as typefaces have them. */
    private static Stream<String> lines(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).replace('\t', ' ').lines();
    }

    /** @param text lines beside the picture; null for the picture alone */
    public Mark picture(byte[] picture, @Nullable String text) {
        return Mark.of(text == null ? List.of() : lines(text).map(line -> new Mark.Line(line, false)).toList())
                .withPicture(picture).withTypeface(Typeface.usual());
    }

    /**
     * @param link what the QR code says; where there is none it leads to where files are verified
     * @return empty if it is too long for a code
     */
    public Optional<Mark> qr(Optional<String> link, @Nullable String text) {
        String says = link.orElse(verification);
        var code = says.length() > LONGEST_LINK ? Optional.<byte[]>empty() : QrCode.png(says);
        return code.map(png -> picture(png, text));
    }
}
