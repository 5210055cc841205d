package id.paraf.web.selfie;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import id.paraf.kernel.Hashes;
import id.paraf.selfie.Purpose;
import id.paraf.web.Page;

/** What is agreed to before a camera opens (SF-01), wherever the page asks for it. */
public final class CaptureConsent {

    private CaptureConsent() {
    }

    /** SHA-256, in lower-case hexadecimal, of the sentences that the page showed, in its language. */
    public static String textSha256(Page page, Purpose purpose) {
        String text = page.t("selfie.consent.what." + purpose.name()) + "\n" + page.t("selfie.consent.kept") + "\n"
                + page.t("selfie.consent.agree");
        return HexFormat.of().formatHex(Hashes.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }
}
