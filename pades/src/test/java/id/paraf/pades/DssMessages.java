package id.paraf.pades;

import java.io.IOException;

import eu.europa.esig.dss.cms.CMS;
import eu.europa.esig.dss.cms.object.CMSObjectUtils;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.spi.DSSUtils;
import org.bouncycastle.asn1.ASN1InputStream;

/**
 * How DSS reads a message, without the zeros that fill the room behind it in {@code /Contents} (ISO 32000-2 §12.8.1). DSS 6.4 was made
 * with a Bouncy Castle that overlooked them; ours refuses every message with something behind it, and DSS then finds no signature in
 * any file.
 */
public final class DssMessages extends CMSObjectUtils {

    @Override
    public CMS parseToCMS(DSSDocument document) {
        return parseToCMS(DSSUtils.toByteArray(document));
    }

    @Override
    public CMS parseToCMS(byte[] bytes) {
        return super.parseToCMS(withoutFilling(bytes));
    }

    private static byte[] withoutFilling(byte[] bytes) {
        try (var in = new ASN1InputStream(bytes)) {
            var message = in.readObject();
            for (int rest = in.read(); rest >= 0; rest = in.read()) {
                if (rest != 0) {
                    return bytes;
                }
            }
            return message == null ? bytes : message.getEncoded();
        } catch (IOException e) {
            return bytes;
        }
    }
}
