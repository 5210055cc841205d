package id.paraf.web.esign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import id.paraf.esign.Wanted;
import id.paraf.esign.Wanted.Where;
import id.paraf.kernel.SecretText;
import id.paraf.pades.mark.Mark;
import id.paraf.pades.sign.Place;
import id.paraf.signing.SigningSettings;

/** The files of API v2, and where and how each of them is to be signed or sealed: {@code file} and {@code signatureProperties}. */
@Component
class WantedFiles {

    private final Marks marks;
    private final int mostFiles;

    WantedFiles(Marks marks, SigningSettings settings) {
        this.marks = marks;
        this.mostFiles = settings.mostFiles();
    }

    /** All of a call, in their order. */
    List<Wanted> of(JsonNode body) {
        var files = several(body.path("file"));
        var properties = several(body.path("signatureProperties"));
        if (files.isEmpty()) {
            throw Refused.missing("file");
        }
        if (files.size() > mostFiles) {
            throw Refused.request("Paling banyak " + mostFiles + " berkas sekali kirim");
        }
        if (properties.size() != 1 && properties.size() != files.size()) {
            throw Refused.request("signatureProperties berisi satu untuk semua berkas, atau satu untuk setiap berkas");
        }
        var wanted = new ArrayList<Wanted>();
        for (int i = 0; i < files.size(); i++) {
            if (!files.get(i).isString()) {
                throw Refused.request("file bukan base64");
            }
            wanted.add(wanted(Call.bytes(files.get(i).asString(), "file"), properties.get(properties.size() == 1 ? 0 : i)));
        }
        return wanted;
    }

    /** An array, or one thing without its brackets. */
    private static List<JsonNode> several(JsonNode node) {
        return node.isArray() ? List.copyOf(node.values()) : node.isMissingNode() || node.isNull() ? List.of() : List.of(node);
    }

    private Wanted wanted(byte[] pdf, JsonNode properties) {
        boolean visible = SignV1.visible(Call.text(properties, "tampilan").orElseThrow(() -> Refused.missing("tampilan")));
        return new Wanted(pdf, visible ? seen(properties) : null, Call.text(properties, "reason").orElse(null),
                Call.text(properties, "location").orElse(null), Call.text(properties, "contactInfo").orElse(null),
                Call.text(properties, "pdfPassword").map(SecretText::of).orElse(null));
    }

    private Wanted.@Nullable Seen seen(JsonNode properties) {
        Mark mark = Call.text(properties, "imageBase64").map(image -> marks.picture(Call.bytes(image, "imageBase64"), null))
                .or(() -> marks.qr(Optional.empty(), null)).orElseThrow();
        return new Wanted.Seen(mark, where(properties), true);
    }

    private static Where where(JsonNode properties) {
        var tag = Call.text(properties, "tag_koordinat", "tag");
        if (tag.isPresent()) {
            return new Where.Tag(tag.get(), size(properties, "width"), size(properties, "height"));
        }
        return new Where.Box(Place.below(Call.text(properties, "page").map(Numbers::page).orElse(1),
                Numbers.required(Call.text(properties, "originX"), "originX"),
                Numbers.required(Call.text(properties, "originY"), "originY"),
                Numbers.required(Call.text(properties, "width"), "width"),
                Numbers.required(Call.text(properties, "height"), "height")));
    }

    private static double size(JsonNode properties, String name) {
        return Call.text(properties, name).map(text -> Numbers.number(text, name)).orElse(100.0);
    }
}
