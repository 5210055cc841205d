package id.paraf.web.signing;

import java.util.List;

import id.paraf.signing.Document;
import id.paraf.web.Page;

/**
 * A document as pages show it.
 *
 * @param busy whether it is being signed right now
 */
public record DocumentView(Document document, boolean busy) {

    static DocumentView of(Document document, Page page) {
        return new DocumentView(document, document.worked(page.now()));
    }

    static List<DocumentView> all(List<Document> documents, Page page) {
        return documents.stream().map(document -> of(document, page)).toList();
    }

    /** Whether there are several that can be signed together. */
    public static boolean choosing(List<DocumentView> documents) {
        return documents.stream().filter(DocumentView::signable).count() > 1;
    }

    public String href() {
        return "/documents/" + document.id();
    }

    public String signHref() {
        return "/documents/sign?document=" + document.id();
    }

    public boolean signable() {
        return document.waiting() && !busy && !document.lent();
    }

    /** Whether its owner can ask others to sign it. */
    public boolean askable() {
        return !busy && !document.held() && !document.asked() && document.state() != Document.State.FAILED;
    }

    /** Whether its owner can delete it. */
    public boolean deletable() {
        return !busy && !document.held();
    }

    /** Where the round stands that it is, or was, part of; only with one. */
    public String roundHref() {
        return "/documents/rounds/" + document.round();
    }

    /** A kind of {@code ui.status}. */
    public String kind() {
        return document.lent() ? "info" : switch (document.state()) {
            case WAITING -> busy ? "info" : document.trouble() == null ? "quiet" : "warn";
            case SIGNED -> "good";
            case FAILED -> "bad";
        };
    }

    /** The state's word. */
    public String state(Page page) {
        return page.t(document.lent() ? "signing.state.LENT" : busy ? "signing.state.BUSY" : "signing.state." + document.state());
    }

    /** Why it is not signed; only with a trouble. */
    public String trouble(Page page) {
        return page.t("signing.trouble." + document.trouble());
    }

    /** "3 halaman · 240 KB"; without the pages of what nobody can open yet. */
    public String measure(Page page) {
        String size = page.size(document.size());
        return document.pages() == 0 ? size : page.t("signing.pages", document.pages()) + " · " + size;
    }

    /** Whether a password of its own is asked for when it is signed. */
    public boolean isProtected() {
        return document.protection() != null;
    }

    /** Whether nobody reads it without that password. */
    public boolean locked() {
        return document.protection() == Document.Protection.OPENING;
    }

    /** What its password is needed for; only where it is protected. */
    public String protection(Page page) {
        return page.t("signing.protection." + document.protection());
    }
}
