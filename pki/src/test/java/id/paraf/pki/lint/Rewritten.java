package id.paraf.pki.lint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;

/** A certificate whose fields a test replaces one by one; the signature no longer fits, which lints do not look at. */
final class Rewritten {

    private final List<ASN1Encodable> fields = new ArrayList<>();
    private final List<ASN1Encodable> extensions = new ArrayList<>();
    private final ASN1Encodable outerAlgorithm;
    private final ASN1Encodable signature;
    private ASN1Encodable extra;

    Rewritten(byte[] certificate) {
        var parts = ASN1Sequence.getInstance(certificate);
        var tbs = ASN1Sequence.getInstance(parts.getObjectAt(0));
        for (int i = 0; i < 7; i++) {
            fields.add(tbs.getObjectAt(i));
        }
        ASN1Sequence.getInstance(ASN1TaggedObject.getInstance(tbs.getObjectAt(7)), true).forEach(extensions::add);
        outerAlgorithm = parts.getObjectAt(1);
        signature = parts.getObjectAt(2);
    }

    /** 0 version, 1 serial, 2 algorithm, 3 issuer, 4 validity, 5 subject, 6 key. */
    Rewritten field(int index, ASN1Encodable value) {
        fields.set(index, value);
        return this;
    }

    Rewritten extra(ASN1Encodable value) {
        extra = value;
        return this;
    }

    Rewritten without(ASN1ObjectIdentifier id) {
        extensions.removeIf(each -> ASN1Sequence.getInstance(each).getObjectAt(0).equals(id));
        return this;
    }

    Rewritten with(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
        return without(id).plus(id, critical, value);
    }

    Rewritten plus(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
        try {
            var parts = new ASN1EncodableVector();
            parts.add(id);
            if (critical) {
                parts.add(ASN1Boolean.TRUE);
            }
            parts.add(new DEROctetString(value.toASN1Primitive().getEncoded(ASN1Encoding.DER)));
            extensions.add(new DERSequence(parts));
            return this;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    byte[] der() {
        var tbs = new ASN1EncodableVector();
        fields.forEach(tbs::add);
        if (extra != null) {
            tbs.add(extra);
        }
        tbs.add(new DERTaggedObject(true, 3, new DERSequence(extensions.toArray(ASN1Encodable[]::new))));
        try {
            return new DERSequence(new ASN1Encodable[] {new DERSequence(tbs), outerAlgorithm, signature})
                    .getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
