package id.paraf.web.esign;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.esign.FindSigner;
import id.paraf.esign.Geometry;
import id.paraf.esign.Proof;
import id.paraf.esign.SignForClient;
import id.paraf.esign.SignedFiles;
import id.paraf.esign.Wanted;
import id.paraf.esign.Wanted.Where;
import id.paraf.kernel.SecretText;
import id.paraf.pades.mark.Mark;
import id.paraf.pades.sign.Place;

/** API v1: a form in, a PDF out, which can be fetched once more under the id in its header. */
@Component
class SignV1 {

    private final SignForClient sign;
    private final SignReplies replies;
    private final SignedFiles files;
    private final Marks marks;

    SignV1(SignForClient sign, SignReplies replies, SignedFiles files, Marks marks) {
        this.sign = sign;
        this.replies = replies;
        this.files = files;
        this.marks = marks;
    }

    Reply sign(Call call) throws IOException {
        call.readForm();
        byte[] pdf = call.part("file").orElseThrow(() -> Refused.missing("file"));
        String nik = call.field("nik").orElseThrow(() -> Refused.missing("NIK"));
        // As it was typed: a passphrase may begin with a blank.
        String passphrase = call.request().getParameter("passphrase");
        if (passphrase == null || passphrase.isEmpty()) {
            throw Refused.missing("passphrase");
        }
        var wanted = new Wanted(pdf, seen(call), call.field("reason").orElse(null), call.field("location").orElse(null), null,
                call.field("pdfPassword").map(SecretText::of).orElse(null));
        var signed = replies
                .files(sign.sign(call.client(), new FindSigner.Who(nik, ""),
                        new Proof.OfPassphrase(SecretText.of(passphrase)), List.of(wanted),
                        true, call.origin()))
                .getFirst();
        return new Reply.Pdf(signed.id(), signed.pdf());
    }

    private Wanted.@Nullable Seen seen(Call call) throws IOException {
        return visible(call.field("tampilan").orElseThrow(() -> Refused.missing("tampilan")))
                ? new Wanted.Seen(mark(call), where(call), true)
                : null;
    }

    static boolean visible(String tampilan) {
        return switch (tampilan.toLowerCase(Locale.ROOT)) {
            case "visible" -> true;
            case "invisible" -> false;
            default -> throw Refused.request("tampilan harus visible atau invisible");
        };
    }

    private Mark mark(Call call) throws IOException {
        String text = call.field("text").orElse(null);
        if (text != null && !marks.draws(text)) {
            throw Refused.request("text memuat karakter yang tidak dapat digambar");
        }
        var link = call.field("linkQR");
        boolean image = call.field("image").map(SignV1::yes).orElse(link.isEmpty() && call.part("imageTTD").isPresent());
        return image ? marks.picture(call.part("imageTTD").orElseThrow(() -> Refused.missing("imageTTD")), text)
                : marks.qr(link, text).orElseThrow(() -> Refused.request("linkQR terlalu panjang untuk kode QR"));
    }

    /** A boolean as PHP, browsers and people write it. */
    private static boolean yes(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1", "on", "yes" -> true;
            case "false", "0", "off", "no" -> false;
            default -> throw Refused.request("image harus true atau false");
        };
    }

    private static Where where(Call call) {
        var tag = call.field("tag_koordinat");
        if (tag.isPresent()) {
            return new Where.Tag(tag.get(), size(call, "width"), size(call, "height"));
        }
        double x = Numbers.required(call.field("xAxis"), "xAxis");
        double y = Numbers.required(call.field("yAxis"), "yAxis");
        double width = Numbers.required(call.field("width"), "width");
        double height = Numbers.required(call.field("height"), "height");
        // Not sizes, whatever they are called, unless this application was written as if they were.
        return new Where.Box(call.client().geometry() == Geometry.CORNERS ? Place.corners(page(call), x, y, width, height)
                : new Place(page(call), x, y, width, height, false));
    }

    private static double size(Call call, String name) {
        return call.field(name).map(text -> Numbers.number(text, name)).orElse(100.0);
    }

    private static int page(Call call) {
        return call.field("page").map(Numbers::page).or(() -> call.field("halaman").map(SignV1::named)).orElse(1);
    }

    private static int named(String halaman) {
        return switch (halaman.toLowerCase(Locale.ROOT)) {
            case "pertama" -> 1;
            case "terakhir" -> Place.LAST;
            default -> throw Refused.request("halaman harus pertama atau terakhir");
        };
    }

    Reply download(Call call) {
        return id(call.variable()).flatMap(id -> files.take(call.client(), id, call.origin()).map(pdf -> new Reply.Pdf(id, pdf)))
                .orElseThrow(() -> new Refused(404, "File tidak tersedia, pastikan bahwa dokumen belum di download",
                        Refused.FILE_GONE));
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
