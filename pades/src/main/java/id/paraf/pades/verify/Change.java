package id.paraf.pades.verify;

/** What a part of the file that was added later did to the document, in kind words. */
public enum Change {
    /** Somebody else signed. */
    SIGNATURE_ADDED,
    /** An empty place for a signature was added. */
    SIGNATURE_FIELD_ADDED,
    /** A document timestamp was added. */
    TIMESTAMP_ADDED,
    /** Certificates, CRLs or OCSP answers were added, so that signatures stay checkable. */
    EVIDENCE_ADDED,
    /** A form field got another value. */
    FORM_FILLED,
    /** A comment or highlight was added, changed or removed. */
    ANNOTATION_CHANGED,
    /** Title, author, dates and the like. */
    METADATA_CHANGED,
    /** Objects that nothing refers to. */
    UNUSED_OBJECTS_ADDED,
    /** Pages, what is on them, or what they use: never permitted. */
    CONTENT_CHANGED,
    /** Something else in the structure of the document: never permitted. */
    STRUCTURE_CHANGED,
    /** A signature was taken away or rewritten: never permitted. */
    SIGNATURE_REMOVED,
    /** Bytes that no strict reader understands: never permitted. */
    UNREADABLE
}
