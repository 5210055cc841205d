package id.paraf.web.esign;

import java.util.List;
import java.util.Optional;

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

    Marks(@Value("${paraf.origin}") String origin) {
        this.verification = origin + "/verify";
    }

    /** @param text lines beside the picture; null for the picture alone */
    public Mark picture(byte[] picture, @Nullable String text) {
        return Mark.of(text == null ? List.of() : text.lines().map(line -> new Mark.Line(line, false)).toList())
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
