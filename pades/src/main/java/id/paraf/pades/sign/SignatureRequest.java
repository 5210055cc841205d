package id.paraf.pades.sign;

import java.time.OffsetDateTime;
import java.util.List;

import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

import id.paraf.pades.mark.Mark;
import id.paraf.pades.pdf.PdfPassword;

/**
 * What a signature is to be.
 *
 * @param chain        the signer's certificate first, then its issuers
 * @param time         when it is signed, as the signer says (the M entry)
 * @param field        where
 * @param mark         what is seen there; needed for {@link Field.Visible}, ignored for {@link Field.Invisible}
 * @param statement    name, reason, place and contact as plain text
 * @param certify      makes this a certifying signature; null for an ordinary one
 * @param documentHash SHA-256 of the document that the signer was shown; null if nobody was
 * @param password     opens an encrypted document, a reader's or the owner's; null refuses encrypted documents
 */
public record SignatureRequest(List<X509CertificateHolder> chain, OffsetDateTime time, Field field, @Nullable Mark mark,
        Statement statement, @Nullable Permission certify, byte @Nullable [] documentHash, @Nullable PdfPassword password) {

    /** What the signature dictionary tells people, unverified; null for what is not said. */
    public record Statement(@Nullable String name, @Nullable String reason, @Nullable String location, @Nullable String contact) {

        public static final Statement NOTHING = new Statement(null, null, null, null);
    }

    public SignatureRequest {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("No certificate to sign with");
        }
        if (field instanceof Field.Visible && mark == null) {
            throw new IllegalArgumentException("A visible field without a mark");
        }
    }

    /** An invisible signature in a new field. */
    public static SignatureRequest by(List<X509CertificateHolder> chain, OffsetDateTime time) {
        return new SignatureRequest(chain, time, new Field.Invisible(null), null, Statement.NOTHING, null, null, null);
    }

    public SignatureRequest in(Field where) {
        return new SignatureRequest(chain, time, where, mark, statement, certify, documentHash, password);
    }

    public SignatureRequest marked(Mark seen, Field where) {
        return new SignatureRequest(chain, time, where, seen, statement, certify, documentHash, password);
    }

    public SignatureRequest saying(Statement said) {
        return new SignatureRequest(chain, time, field, mark, said, certify, documentHash, password);
    }

    public SignatureRequest certifying(Permission left) {
        return new SignatureRequest(chain, time, field, mark, statement, left, documentHash, password);
    }

    public SignatureRequest ofDocument(byte[] sha256) {
        return new SignatureRequest(chain, time, field, mark, statement, certify, sha256, password);
    }

    public SignatureRequest opening(PdfPassword with) {
        return new SignatureRequest(chain, time, field, mark, statement, certify, documentHash, with);
    }
}
