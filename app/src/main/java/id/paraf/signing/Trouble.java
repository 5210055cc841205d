package id.paraf.signing;

import org.jspecify.annotations.Nullable;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.sign.Refusal;

/** Why a document is not taken or not signed; each has its sentence on the pages. */
public enum Trouble {
    /** Nothing in the file. */
    EMPTY(true),
    /** More bytes than the operator allows, or more than the reader takes. */
    TOO_LARGE(true),
    /** Something else under the name of a PDF. */
    NOT_A_PDF(true),
    /** A PDF that cannot be read without guessing. */
    DAMAGED(true),
    /** It opens with its password only, and none was said. */
    ENCRYPTED(false),
    /** What was said is none of its passwords. */
    PASSWORD_WRONG(false),
    /** Its owner lets nobody sign it who does not know the owner's password. */
    OWNER_FORBIDS(false),
    /** It is encrypted in a way that no password opens here. */
    ENCRYPTION_UNSUPPORTED(true),
    /** A PDF without a page. */
    NO_PAGES(true),
    /** A form that a signature would break. */
    XFA_FORM(true),
    /** It was changed after somebody signed it, in a way that no signature permits: another signature would not mend that. */
    CHANGED_AFTER_SIGNING(true),
    /** A signature that it carries already is broken, or forged. */
    EARLIER_SIGNATURE_BROKEN(true),
    /** An earlier signature forbids further ones. */
    FORBIDS_SIGNATURES(true),
    /** The account keeps as many documents as it may. */
    TOO_MANY_KEPT(false),
    /** The account uploads more in an hour than anybody reads. */
    TOO_FAST(false),
    /** An earlier signature allows signatures that are not seen, but no new mark. */
    FORBIDS_MARK(false),
    /** It has no signature field of the name that was asked for. */
    FIELD_MISSING(false),
    /** Somebody has signed in that field. */
    FIELD_SIGNED(false),
    /** The field asks for a kind of signature that is not made here. */
    FIELD_DEMANDS(false),
    /** The mark was to stand on a page that is not there. */
    PAGE_MISSING(false),
    /** The mark would stand outside its page. */
    MARK_OUTSIDE(false),
    /** The mark would hide the one of somebody who signed before. */
    MARK_COVERS(false),
    /** The text that the mark was to stand at is not in the document. */
    TEXT_MISSING(false),
    /** The text of the document cannot be looked through, or not all of it. */
    TEXT_UNREADABLE(false),
    /** The picture of the mark is none that can be embedded. */
    MARK_UNUSABLE(false),
    /** The certificate is of a kind that documents are not signed with. */
    CERTIFICATE_UNFIT(false),
    /** Whoever proves the time did not answer. */
    TIMESTAMP_MISSING(false),
    /** Whoever says that the certificate is in force did not answer. */
    EVIDENCE_MISSING(false),
    /** The keyroom cannot be asked now. */
    KEYS_AWAY(false),
    /** A defect, which the log tells more about. */
    DEFECT(false);

    private final boolean lasting;

    Trouble(boolean lasting) {
        this.lasting = lasting;
    }

    /** Whether trying again is in vain. */
    boolean lasting() {
        return lasting;
    }

    /** Whether another password of the document may help. */
    boolean ofPassword() {
        return this == ENCRYPTED || this == PASSWORD_WRONG || this == OWNER_FORBIDS;
    }

    /** Whether another place for the mark may help. */
    boolean ofPlace() {
        return switch (this) {
            case PAGE_MISSING, MARK_OUTSIDE, MARK_COVERS, TEXT_MISSING, TEXT_UNREADABLE, FIELD_MISSING, FIELD_SIGNED -> true;
            default -> false;
        };
    }

    static Trouble of(Refusal refusal, @Nullable MalformedPdf cause) {
        return switch (refusal) {
            case ENCRYPTED -> ENCRYPTED;
            case PASSWORD_WRONG -> PASSWORD_WRONG;
            case OWNER_FORBIDS -> OWNER_FORBIDS;
            case ENCRYPTION_UNSUPPORTED -> ENCRYPTION_UNSUPPORTED;
            case XFA_FORM -> XFA_FORM;
            case DAMAGED -> cause == null ? DAMAGED : switch (cause.reason()) {
                case NOT_A_PDF -> NOT_A_PDF;
                case TOO_LARGE, TOO_MUCH_DATA -> TOO_LARGE;
                default -> DAMAGED;
            };
            case CHANGED_AFTER_SIGNING -> CHANGED_AFTER_SIGNING;
            case EARLIER_SIGNATURE_BROKEN -> EARLIER_SIGNATURE_BROKEN;
            case NO_CHANGES_ALLOWED, FIELD_LOCKED -> FORBIDS_SIGNATURES;
            case NO_NEW_FIELDS_ALLOWED -> FORBIDS_MARK;
            case NO_PAGES -> NO_PAGES;
            case PAGE_MISSING -> PAGE_MISSING;
            case PLACE_OUTSIDE_PAGE -> MARK_OUTSIDE;
            case PLACE_COVERS_SIGNATURE -> MARK_COVERS;
            case KEY_UNSUPPORTED -> CERTIFICATE_UNFIT;
            case MARK_UNUSABLE -> MARK_UNUSABLE;
            case FIELD_MISSING, FIELD_IS_NO_SIGNATURE -> FIELD_MISSING;
            case FIELD_ALREADY_SIGNED -> FIELD_SIGNED;
            case FIELD_DEMANDS_UNMET -> FIELD_DEMANDS;
            // Names of new fields and certifying are our own choice, and the bytes were compared before.
            case FIELD_NAME_TAKEN, CERTIFIES_TOO_LATE, OTHER_DOCUMENT -> DEFECT;
        };
    }
}
