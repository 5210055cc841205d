package id.paraf.pki.tsp;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIFreeText;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;

/** Why there is no token: RFC 3161 §2.4.2, PKIFailureInfo. "These are the only values that SHALL be supported." */
public enum TimestampFailure {
    /** Unrecognised or unsupported hash. */
    BAD_ALG(PKIFailureInfo.badAlg),
    /** The transaction is not permitted or supported. */
    BAD_REQUEST(PKIFailureInfo.badRequest),
    /** What was sent is no request. */
    BAD_DATA_FORMAT(PKIFailureInfo.badDataFormat),
    /** The source of time cannot be trusted now. */
    TIME_NOT_AVAILABLE(PKIFailureInfo.timeNotAvailable),
    /** Not a policy of this authority. */
    UNACCEPTED_POLICY(PKIFailureInfo.unacceptedPolicy),
    /** An extension that this authority does not know. */
    UNACCEPTED_EXTENSION(PKIFailureInfo.unacceptedExtension),
    /** Something here is broken. */
    SYSTEM_FAILURE(PKIFailureInfo.systemFailure);

    private final int info;

    TimestampFailure(int info) {
        this.info = info;
    }

    /**
     * The whole TimeStampResp, with status rejection.
     *
     * @param why for people; nothing that the client may not know
     */
    public byte[] reply(String why) {
        var status = new PKIStatusInfo(PKIStatus.rejection, new PKIFreeText(why), new PKIFailureInfo(info));
        try {
            return new DERSequence(status).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
