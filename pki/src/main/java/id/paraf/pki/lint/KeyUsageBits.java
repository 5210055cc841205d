package id.paraf.pki.lint;

import java.util.List;

import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;

/** ETSI EN 319 412-2 §4.3.2: keyUsage is critical; signers have nonRepudiation alone (type A), others what their profile says. */
final class KeyUsageBits implements Lint {

    private static final int ALL = 0x80ff;

    @Override
    public String id() {
        return "LI-04";
    }

    @Override
    public List<String> check(Sample sample) {
        var extension = sample.find(Extension.keyUsage);
        if (extension.isEmpty()) {
            return List.of("keyUsage is missing");
        }
        int bits = 0;
        var usage = KeyUsage.getInstance(extension.get().parsed());
        for (int bit = 1; bit <= 0x8000; bit <<= 1) {
            bits |= (ALL & bit) != 0 && usage.hasUsages(bit) ? bit : 0;
        }
        return new Findings().require(extension.get().critical(), "keyUsage is not critical")
                .require(bits == sample.profile().keyUsage(), "keyUsage is not that of profile " + sample.profile().name()).list();
    }
}
