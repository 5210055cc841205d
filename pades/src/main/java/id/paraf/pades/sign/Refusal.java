package id.paraf.pades.sign;

/** Why a document is not signed. */
public enum Refusal {
    /** The document opens with a password only, and none was given. */
    ENCRYPTED,
    /** The document is encrypted, and this is neither its reader's password nor its owner's. */
    PASSWORD_WRONG,
    /** The document is encrypted by a method that this signer does not know, for instance for the holders of certificates. */
    ENCRYPTION_UNSUPPORTED,
    /** The owner of an encrypted document does not let its readers sign it, or not in a new field. */
    OWNER_FORBIDS,
    /** A form in XFA, which a signature as an incremental update would break. */
    XFA_FORM,
    /** The file cannot be read without guessing; the cause says where. */
    DAMAGED,
    /** Not the document that was shown to the signer: its SHA-256 is another one. */
    OTHER_DOCUMENT,
    /** An earlier signature is genuine, but what came after it is more than it permits: another one would vouch for that. */
    CHANGED_AFTER_SIGNING,
    /** An earlier signature is broken, or forged. */
    EARLIER_SIGNATURE_BROKEN,
    /** An earlier signature certifies the document against any change (DocMDP, P = 1), or locks it so. */
    NO_CHANGES_ALLOWED,
    /** An earlier signature locks the field (FieldMDP), or all fields. */
    FIELD_LOCKED,
    /** The document is certified for filling in only (DocMDP, P = 2), and a new visible field is more than that. */
    NO_NEW_FIELDS_ALLOWED,
    /** No field of this name. */
    FIELD_MISSING,
    /** The field of this name is for something else. */
    FIELD_IS_NO_SIGNATURE,
    /** The field of this name is signed. */
    FIELD_ALREADY_SIGNED,
    /** A new field cannot have the name of an old one. */
    FIELD_NAME_TAKEN,
    /** The field demands something of its signature (seed values) that this signer does not know. */
    FIELD_DEMANDS_UNMET,
    /** The document has no page at all. */
    NO_PAGES,
    /** The document has no such page. */
    PAGE_MISSING,
    /** The visible mark would be empty or outside its page. */
    PLACE_OUTSIDE_PAGE,
    /** The visible mark would hide the mark of an earlier signature, or so much of its page that it would not count as intact any more. */
    PLACE_COVERS_SIGNATURE,
    /** The picture of the mark is neither PNG nor JPEG, too large, or damaged; or its typeface cannot be embedded. */
    MARK_UNUSABLE,
    /** Only the first signature of a document can certify it. */
    CERTIFIES_TOO_LATE,
    /** The signer's key is neither RSA nor on a curve of NIST. */
    KEY_UNSUPPORTED
}
