package id.paraf.pades.verify;

import static id.paraf.pades.verify.FileVerdict.CHANGED_AFTER_SIGNING;
import static id.paraf.pades.verify.FileVerdict.INTACT_SIGNER_UNCHECKED;
import static id.paraf.pades.verify.FileVerdict.INVALID;

import java.util.Collection;
import java.util.Comparator;

import id.paraf.pades.verify.Indication.Indeterminate;
import id.paraf.pades.verify.Indication.TotalFailed;
import id.paraf.pades.verify.Indication.TotalPassed;

/**
 * Everything that can keep a signature from being valid, each with what it makes of the signature (ETSI) and of the file
 * (plain). The order is the order of gravity within one plain verdict: the first reason decides the sub-indication.
 */
public enum Reason {
    // Universal signature forgery: the signature dictionary lacks what there is to verify.
    /** No /ByteRange at all. */
    BYTE_RANGE_MISSING(INVALID, new TotalFailed(SubIndication.FORMAT_FAILURE)),
    /** /ByteRange is not four whole numbers [0 a b c] that lie in the file in this order. */
    BYTE_RANGE_ODD(INVALID, new TotalFailed(SubIndication.FORMAT_FAILURE)),
    /** No /Contents, or not a string. */
    CONTENTS_MISSING(INVALID, new TotalFailed(SubIndication.FORMAT_FAILURE)),
    /** /Contents is empty or all zeros. */
    CONTENTS_EMPTY(INVALID, new TotalFailed(SubIndication.FORMAT_FAILURE)),
    /** The signature dictionary itself cannot be read without guessing: a key twice, a stream, nothing. */
    SIGNATURE_UNREADABLE(INVALID, new TotalFailed(SubIndication.FORMAT_FAILURE)),
    /** /Contents is no CMS SignedData followed by zeros. */
    CMS_MALFORMED(INVALID, new TotalFailed(SubIndication.FORMAT_FAILURE)),
    /** Signature wrapping: what the signature leaves out is not exactly its own /Contents. */
    GAP_IS_NOT_OWN_CONTENTS(INVALID, new TotalFailed(SubIndication.FORMAT_FAILURE)),
    /** Not one signer exactly (ISO 32000-2 §12.8.3.3.1: a single SignerInfo). */
    SIGNERS_NOT_ONE(INVALID, new TotalFailed(SubIndication.FORMAT_FAILURE)),
    /** The CMS carries content of its own; a PDF signature is detached. */
    CMS_NOT_DETACHED(INVALID, new TotalFailed(SubIndication.FORMAT_FAILURE)),
    /** contentType or messageDigest is absent, doubled or of another kind (RFC 5652 §5.3). */
    SIGNED_ATTRIBUTES_ODD(INVALID, new TotalFailed(SubIndication.FORMAT_FAILURE)),
    /** A certification that is not the first signature, or permissions that are no number from 1 to 3. */
    CERTIFICATION_ODD(INVALID, new TotalFailed(SubIndication.FORMAT_FAILURE)),
    /** The bytes are not the signed ones. */
    DIGEST_DIFFERS(INVALID, new TotalFailed(SubIndication.HASH_FAILURE)),
    /** The signature value is not the certificate's key's over the signed attributes. */
    SIGNATURE_BROKEN(INVALID, new TotalFailed(SubIndication.SIG_CRYPTO_FAILURE)),
    /** The signed reference names another certificate (RFC 5035, signingCertificateV2). */
    SIGNING_CERTIFICATE_DIFFERS(INVALID, new TotalFailed(SubIndication.SIG_CRYPTO_FAILURE)),
    /** The certificate was revoked before the signer says to have signed. */
    REVOKED_BEFORE_SIGNING(INVALID, new TotalFailed(SubIndication.REVOKED)),
    /** SHA-1 or older: two documents can have the same digest. */
    WEAK_DIGEST(INVALID, new Indeterminate(SubIndication.CRYPTO_CONSTRAINTS_FAILURE)),
    /** The signer's key is too short or of an unknown curve. */
    WEAK_KEY(INVALID, new Indeterminate(SubIndication.CRYPTO_CONSTRAINTS_FAILURE)),
    /** An algorithm that this verifier does not know. */
    ALGORITHM_UNKNOWN(INVALID, new Indeterminate(SubIndication.CRYPTO_CONSTRAINTS_FAILURE)),
    /** Another /SubFilter than adbe.pkcs7.detached, ETSI.CAdES.detached and ETSI.RFC3161. */
    SUB_FILTER_UNKNOWN(INVALID, new Indeterminate(SubIndication.SIG_CONSTRAINTS_FAILURE)),
    /** The CMS does not carry the certificate that it names. */
    CERTIFICATE_MISSING(INVALID, new Indeterminate(SubIndication.NO_SIGNING_CERTIFICATE_FOUND)),

    // Genuine over an earlier state: what came after it.
    /** Incremental saving: a later part paints other pages, or other things on them. */
    PAGES_CHANGED(CHANGED_AFTER_SIGNING, new TotalFailed(SubIndication.FORMAT_FAILURE)),
    /** Shadow hide: an object that the signed document uses was removed. */
    SHADOW_HIDE(CHANGED_AFTER_SIGNING, new TotalFailed(SubIndication.FORMAT_FAILURE)),
    /** Shadow replace: an object that the signed document uses (a font, an image, a part of a form) became another. */
    SHADOW_REPLACE(CHANGED_AFTER_SIGNING, new TotalFailed(SubIndication.FORMAT_FAILURE)),
    /** Shadow hide and replace: a later table or root leads to other objects that lay hidden in the signed bytes. */
    SHADOW_HIDE_AND_REPLACE(CHANGED_AFTER_SIGNING, new TotalFailed(SubIndication.FORMAT_FAILURE)),
    /** A signature or its field was taken away or rewritten later. */
    SIGNATURE_REMOVED(CHANGED_AFTER_SIGNING, new TotalFailed(SubIndication.FORMAT_FAILURE)),
    /** Something is painted over the visible mark of an earlier signature. */
    MARK_COVERED(CHANGED_AFTER_SIGNING, new TotalFailed(SubIndication.FORMAT_FAILURE)),
    /** Sneaky signature: a later mark covers much of the page, or a field that nobody signed paints. */
    SIGNATURE_COVERS_PAGE(CHANGED_AFTER_SIGNING, new TotalFailed(SubIndication.FORMAT_FAILURE)),
    /** Evil annotation: an annotation that the permissions do not allow, or of a kind that can hide what was signed. */
    ANNOTATION_NOT_PERMITTED(CHANGED_AFTER_SIGNING, new TotalFailed(SubIndication.FORMAT_FAILURE)),
    /** A form field was filled although a signature locks it or the certification permits no filling. */
    FILLING_NOT_PERMITTED(CHANGED_AFTER_SIGNING, new TotalFailed(SubIndication.FORMAT_FAILURE)),
    /** A signature was added to a document certified against any change. */
    SIGNING_NOT_PERMITTED(CHANGED_AFTER_SIGNING, new TotalFailed(SubIndication.FORMAT_FAILURE)),
    /** The catalog or the form gained or lost something that no rule permits: scripts, actions, layers, attachments. */
    STRUCTURE_CHANGED(CHANGED_AFTER_SIGNING, new TotalFailed(SubIndication.FORMAT_FAILURE)),
    /** What follows the signed bytes is no well-formed revision: a second %%EOF, objects without a table, loose bytes. */
    TRAILING_BYTES(CHANGED_AFTER_SIGNING, new TotalFailed(SubIndication.FORMAT_FAILURE)),
    /** The signed bytes end in the middle of a revision. */
    REVISION_CUT(CHANGED_AFTER_SIGNING, new TotalFailed(SubIndication.FORMAT_FAILURE)),

    // Intact, but the signer's status is not established.
    /** Revoked, and nothing proves that the signature is older. */
    REVOKED_TIME_UNPROVEN(INTACT_SIGNER_UNCHECKED, new Indeterminate(SubIndication.REVOKED_NO_POE)),
    /** An authority above the signer was revoked, and nothing proves that the signature is older. */
    AUTHORITY_REVOKED(INTACT_SIGNER_UNCHECKED, new Indeterminate(SubIndication.REVOKED_CA_NO_POE)),
    /** The certificate is on hold. */
    ON_HOLD(INTACT_SIGNER_UNCHECKED, new Indeterminate(SubIndication.TRY_LATER)),
    /** No path to an authority that is trusted here. */
    UNKNOWN_AUTHORITY(INTACT_SIGNER_UNCHECKED, new Indeterminate(SubIndication.NO_CERTIFICATE_CHAIN_FOUND)),
    /** A path exists but breaks a rule of RFC 5280 (constraints, usage, critical extensions). */
    PATH_BREAKS_RULES(INTACT_SIGNER_UNCHECKED, new Indeterminate(SubIndication.CERTIFICATE_CHAIN_GENERAL_FAILURE)),
    /** A certificate of the path is signed with a weak algorithm or has a weak key. */
    PATH_WEAK(INTACT_SIGNER_UNCHECKED, new Indeterminate(SubIndication.CRYPTO_CONSTRAINTS_FAILURE)),
    /** The certificate is not for signing documents. */
    NOT_FOR_SIGNING(INTACT_SIGNER_UNCHECKED, new Indeterminate(SubIndication.CHAIN_CONSTRAINTS_FAILURE)),
    /** The certificate was not yet valid at the time that counts. */
    NOT_YET_VALID(INTACT_SIGNER_UNCHECKED, new Indeterminate(SubIndication.NOT_YET_VALID)),
    /** Expired at the time that counts; evidence says that it was not revoked before. */
    EXPIRED_NOT_REVOKED(INTACT_SIGNER_UNCHECKED, new Indeterminate(SubIndication.OUT_OF_BOUNDS_NOT_REVOKED)),
    /** Expired at the time that counts, and nothing proves that the signature is older. */
    EXPIRED(INTACT_SIGNER_UNCHECKED, new Indeterminate(SubIndication.OUT_OF_BOUNDS_NO_POE)),
    /** No usable CRL or OCSP answer for some certificate of the path. */
    NO_REVOCATION_EVIDENCE(INTACT_SIGNER_UNCHECKED, new Indeterminate(SubIndication.TRY_LATER)),
    /** A timestamp is attached but is not one of this signature, or is itself broken. */
    TIMESTAMP_BROKEN(INTACT_SIGNER_UNCHECKED, new Indeterminate(SubIndication.SIG_CONSTRAINTS_FAILURE)),
    /** ETSI.CAdES.detached without the signed reference to the signer's certificate. */
    SIGNING_CERTIFICATE_UNNAMED(INTACT_SIGNER_UNCHECKED, new Indeterminate(SubIndication.SIG_CONSTRAINTS_FAILURE));

    /** Broken before changed before unchecked: a signature that proves nothing has no "after". */
    private static final Comparator<Reason> GRAVITY = Comparator
            .<Reason, FileVerdict>comparing(reason -> reason.plain, Comparator.reverseOrder())
            .thenComparing(Comparator.naturalOrder());

    private final FileVerdict plain;
    private final Indication indication;

    Reason(FileVerdict plain, Indication indication) {
        this.plain = plain;
        this.indication = indication;
    }

    /** What the file can at best be called when one of its signatures has this reason. */
    public FileVerdict plain() {
        return plain;
    }

    /** What a signature is when this is its gravest reason. */
    public Indication indication() {
        return indication;
    }

    /** TOTAL-PASSED without any reason, else what the gravest says. */
    static Indication judge(Collection<Reason> reasons) {
        return reasons.stream().min(GRAVITY).map(Reason::indication).orElseGet(TotalPassed::new);
    }

    /** The plain verdict of one signature. */
    static FileVerdict plain(Collection<Reason> reasons) {
        return reasons.stream().min(GRAVITY).map(Reason::plain).orElse(FileVerdict.VALID_AND_INTACT);
    }
}
