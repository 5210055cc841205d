package id.paraf.evidence;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a file is to prove. */
public enum EvidenceKind {
    /** Surat rekomendasi: the institution wants this person to have a certificate. A document or a photo of it. */
    RECOMMENDATION(true),
    /** KTP: a photo of the identity card. */
    ID_CARD(false);

    private final boolean document;

    EvidenceKind(boolean document) {
        this.document = document;
    }

    /** Whether a PDF will do. */
    public boolean takesDocuments() {
        return document;
    }

    /** As it stands in addresses. */
    public String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one with this path. */
    public static Optional<EvidenceKind> of(String path) {
        return Arrays.stream(values()).filter(kind -> kind.path().equals(path)).findFirst();
    }
}
