package id.paraf.signing;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

import id.paraf.pades.sign.ExaminePdf;

/** The signature fields that documents bring with them for whoever is to sign. */
@Component
public class EmptyFields {

    /** More than anybody chooses from. */
    private static final int MOST = 20;
    private static final int LONGEST = 100;

    private final Documents documents;
    private final ExaminePdf examine;

    EmptyFields(Documents documents, SigningSettings settings) {
        this.documents = documents;
        this.examine = new ExaminePdf(UploadDocument.limits(settings));
    }

    /**
     * Names of the empty fields that all of these documents have, as the first one orders them. One that opens with a password only
     * shows none before it is typed.
     */
    public List<String> common(UUID account, List<Document> chosen) {
        List<String> common = null;
        for (var document : chosen) {
            if (document.waiting()) {
                var here = documents.content(account, document.id())
                        .map(content -> examine.emptyFields(content.pdf(), null)).orElse(List.of());
                if (common == null) {
                    common = new ArrayList<>(here);
                } else {
                    common.retainAll(here);
                }
                if (common.isEmpty()) {
                    // The usual case, at the cost of opening one of them.
                    return List.of();
                }
            }
        }
        return common == null ? List.of() : common.stream().filter(EmptyFields::isReadable).limit(MOST).toList();
    }

    private static boolean isReadable(String name) {
        return !name.isBlank() && name.length() <= LONGEST && name.chars().noneMatch(Character::isISOControl);
    }
}
