package id.paraf.keyroom;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.DERSequence;
import org.jspecify.annotations.Nullable;

/**
 * What an audit key signs and nothing else:
 * {@code SEQUENCE { format UTF8String "paraf audit head v1", position INTEGER, hash OCTET STRING (SIZE(32)), at GeneralizedTime }}.
 */
final class AuditHead extends ASN1Object {

    private static final String FORMAT = "paraf audit head v1";
    private static final int HASH = 32;

    private final ASN1Sequence parts;

    private AuditHead(ASN1Sequence parts) {
        this.parts = parts;
    }

    static @Nullable AuditHead read(ASN1Primitive der) {
        var parts = ASN1Sequence.getInstance(der);
        boolean right = parts.size() == 4 && ASN1UTF8String.getInstance(parts.getObjectAt(0)).getString().equals(FORMAT)
                && ASN1Integer.getInstance(parts.getObjectAt(1)).getValue().signum() >= 0
                && ASN1OctetString.getInstance(parts.getObjectAt(2)).getOctets().length == HASH
                && ASN1GeneralizedTime.getInstance(parts.getObjectAt(3)) != null;
        return right ? new AuditHead(parts) : null;
    }

    @Override
    public ASN1Primitive toASN1Primitive() {
        var all = new ASN1EncodableVector();
        for (var part : parts) {
            all.add(part);
        }
        return new DERSequence(all);
    }
}
