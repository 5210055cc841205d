package id.paraf.pades.sign;

import java.io.IOException;
import java.util.List;

import org.bouncycastle.cert.X509CertificateHolder;

import id.paraf.pades.cms.Sha256;
import id.paraf.pades.cms.SignatureCms;
import id.paraf.pades.cms.TimestampToken;
import id.paraf.pades.pdf.Limits;
import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfUpdate;

/**
 * A document that waits for its signature value. Close it when it will not come: the draft disappears, and the target is as it
 * was. Not for several threads at a time.
 *
 * @param <T> what the document is handed out as
 */
public final class PreparedSignature<T> implements AutoCloseable {

    private final Draft<T> draft;
    private final Limits limits;
    private final List<X509CertificateHolder> chain;
    private final PdfUpdate.Section section;
    private final PdfObject.Reference dictionary;
    private final int revisionsBefore;
    private final byte[] originalHash;
    private final byte[] documentHash;
    private final byte[] attributes;

    PreparedSignature(Draft<T> draft, Limits limits, SignatureRequest request, PdfUpdate.Section section,
            PdfObject.Reference dictionary, int revisionsBefore, byte[] originalHash, byte[] documentHash, byte[] attributes) {
        this.draft = draft;
        this.limits = limits;
        this.chain = request.chain();
        this.section = section;
        this.dictionary = dictionary;
        this.revisionsBefore = revisionsBefore;
        this.originalHash = originalHash;
        this.documentHash = documentHash;
        this.attributes = attributes;
    }

    /** SHA-256 of the document as it was given: equal to that of the document that was shown, or it is not what is signed. */
    public byte[] originalHash() {
        return originalHash.clone();
    }

    /** SHA-256 over the byte range: what the attributes are about. */
    public byte[] documentHash() {
        return documentHash.clone();
    }

    /** DER of the signed attributes: the message that the key signs. */
    public byte[] signedAttributes() {
        return attributes.clone();
    }

    /** SHA-256 of the signed attributes, for keys that sign a digest. */
    public byte[] toBeSigned() {
        return Sha256.of(attributes);
    }

    /**
     * Second step: puts the signature into its gap, checks the whole, and hands it out.
     *
     * @param value PKCS #1 v1.5 (RSA) or DER of r and s (ECDSA), over the signed attributes with SHA-256
     * @throws IOException if a file, the timestamp authority or the source of validation material fails; may be tried again
     */
    public Completion<T> complete(byte[] value, Level level) throws IOException {
        var basic = SignatureCms.der(attributes, value, chain, null);
        if (!SignatureCms.verifies(basic, documentHash, chain.getFirst())) {
            return new Completion.WrongValue<>();
        }
        try {
            draft.shorten(section.size());
            switch (level) {
                case Level.Basic() -> place(basic);
                case Level.Timestamped(var authority) -> timestamped(value, authority);
                case Level.LongTerm(var authority, var material) -> longTerm(value, authority, material);
                case Level.Archived(var authority, var material) -> {
                    longTerm(value, authority, material);
                    LongTerm.archive(draft, limits, authority);
                }
            }
        } catch (MalformedPdf e) {
            return new Completion.Damaged<>(e);
        } catch (TimestampToken.Unusable e) {
            return new Completion.TimestampUnusable<>(String.valueOf(e.getMessage()));
        }
        long size = draft.size();
        return new Completion.Signed<>(draft.publish(), size);
    }

    private void longTerm(byte[] value, TimestampSource authority, ValidationData.Source material)
            throws IOException, MalformedPdf, TimestampToken.Unusable {
        var token = timestamped(value, authority);
        LongTerm.add(draft, limits, material.gather(chain, token.certificates()));
    }

    private TimestampToken timestamped(byte[] value, TimestampSource authority)
            throws IOException, MalformedPdf, TimestampToken.Unusable {
        var imprint = Sha256.of(value);
        var token = TimestampToken.read(authority.token(imprint), imprint);
        var cms = SignatureCms.der(attributes, value, chain, token.der());
        if (cms.length > SelfCheck.room(section)) {
            throw new TimestampToken.Unusable("a token larger than the room reserved for it");
        }
        place(cms);
        return token;
    }

    private void place(byte[] cms) throws IOException, MalformedPdf {
        draft.write(section.gapStart() + 1, SelfCheck.filled(section, cms));
        SelfCheck.signature(draft, limits, section, dictionary, revisionsBefore + 1, cms);
    }

    @Override
    public void close() throws IOException {
        draft.close();
    }
}
