package id.paraf.keyroom;

import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.jspecify.annotations.Nullable;

/**
 * A timestamp key that stays open: it signs the attributes of a TSTInfo that tells the time of this keyroom's own clock, and
 * nothing else. Nobody gets a token of yesterday from it, whatever asks for one.
 */
public final class TimestampSigner {

    /** From the moment the time was read to the moment it is signed: machines pause, but not for long. */
    private static final Duration LATE = Duration.ofSeconds(5);
    private static final int ATTRIBUTES = 3;

    private final OpenKey key;
    private final Clock clock;

    TimestampSigner(OpenKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /**
     * Signs with ECDSA over SHA-256. Any number of threads may ask at once.
     *
     * @param info the DER TSTInfo
     * @param attributes the DER SET of signed attributes about it (RFC 5652 §5.4): content type id-ct-TSTInfo, the SHA-256
     *        digest of {@code info}, and one certificate by ESSCertIDv2 (RFC 5816), no more and no less
     */
    public AuthorityOutcome sign(byte[] info, byte[] attributes) {
        String refusal = refusal(info, attributes);
        return refusal == null ? new AuthorityOutcome.Signed(key.sign(attributes)) : new AuthorityOutcome.Refused(refusal);
    }

    private @Nullable String refusal(byte[] info, byte[] attributes) {
        if (!Authorities.is(info, TSTInfo::getInstance)) {
            return "not a DER TSTInfo";
        }
        try {
            var time = TSTInfo.getInstance(info).getGenTime().getDate().toInstant();
            if (Duration.between(time, clock.instant()).abs().compareTo(LATE) > 0) {
                return "a TSTInfo of another time than now";
            }
        } catch (ParseException e) {
            return "a TSTInfo without a time";
        }
        return describe(info, attributes) ? null : "not the DER signed attributes of this TSTInfo";
    }

    private static boolean describe(byte[] info, byte[] attributes) {
        return Authorities.is(attributes, der -> {
            var set = ASN1Set.getInstance(der);
            var table = new AttributeTable(set);
            boolean right = set.size() == ATTRIBUTES
                    && PKCSObjectIdentifiers.id_ct_TSTInfo.equals(only(table.get(CMSAttributes.contentType)))
                    && Arrays.equals(ASN1OctetString.getInstance(only(table.get(CMSAttributes.messageDigest))).getOctets(),
                            OpenKey.sha256(info))
                    && SigningCertificateV2.getInstance(only(table.get(PKCSObjectIdentifiers.id_aa_signingCertificateV2)))
                            .getCerts().length == 1;
            return right ? new org.bouncycastle.asn1.cms.Attributes(table.toASN1EncodableVector()) : null;
        });
    }

    /** The one value of an attribute. */
    private static ASN1Primitive only(@Nullable Attribute attribute) {
        if (attribute == null || attribute.getAttrValues().size() != 1) {
            throw new IllegalArgumentException("An attribute is missing or has several values");
        }
        ASN1Encodable value = attribute.getAttrValues().getObjectAt(0);
        return value.toASN1Primitive();
    }
}
