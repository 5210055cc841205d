package id.paraf.pades.cms;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * An RFC 3161 token that speaks about given data, signed by the certificate it carries. Whether that authority is to be trusted is
 * another question.
 *
 * @param der          the token
 * @param time         what it attests
 * @param certificates those it carries
 */
public record TimestampToken(byte[] der, Instant time, List<X509CertificateHolder> certificates) {

    /** Why a token is of no use. */
    public static final class Unusable extends Exception {

        private static final long serialVersionUID = 1L;

        public Unusable(String what) {
            super(what, null, false, false);
        }
    }

    /**
     * @param der     the token as the authority gave it
     * @param imprint SHA-256 that it must be about
     */
    public static TimestampToken read(byte[] der, byte[] imprint) throws Unusable {
        try {
            var token = new TimeStampToken(ContentInfo.getInstance(der));
            var info = token.getTimeStampInfo();
            if (!info.getMessageImprintAlgOID().equals(NISTObjectIdentifiers.id_sha256)
                    || !Arrays.equals(info.getMessageImprintDigest(), imprint)) {
                throw new Unusable("a token about something else");
            }
            @SuppressWarnings("unchecked") var signer = token.getCertificates().getMatches(token.getSID()).stream().findFirst();
            if (signer.isEmpty()) {
                throw new Unusable("a token without its signer's certificate");
            }
            // RFC 3161 §2.4.2: also checks the key purpose and the signing-certificate attribute.
            token.validate(new JcaSimpleSignerInfoVerifierBuilder().build((X509CertificateHolder) signer.get()));
            return new TimestampToken(token.getEncoded(), info.getGenTime().toInstant(),
                    new ArrayList<>(token.getCertificates().getMatches(null)));
        } catch (TSPException | IOException | OperatorCreationException | java.security.cert.CertificateException
                | IllegalArgumentException | IllegalStateException | ClassCastException _) {
            throw new Unusable("a damaged token, or one whose signature is wrong");
        }
    }
}
