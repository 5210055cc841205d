package id.paraf.keyroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Arrays;
import javax.crypto.SecretKey;

import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.util.BigIntegers;

/**
 * A P-256 key of a sandbox, made of a secret and a name: the same on every node and after every start, kept nowhere. It belongs to
 * nobody, needs no passphrase and counts nothing, so nothing that it signs may ever be believed outside the sandbox.
 */
public final class SandboxKey {

    private static final ECNamedDomainParameters P256 = new ECNamedDomainParameters(SECObjectIdentifiers.secp256r1,
            ECNamedCurveTable.getByOID(SECObjectIdentifiers.secp256r1));

    private final OpenKey key;
    private final byte[] publicKey;

    private SandboxKey(BigInteger scalar) {
        this.key = new OpenKey(new ECPrivateKeyParameters(scalar, P256));
        try {
            this.publicKey = SubjectPublicKeyInfoFactory
                    .createSubjectPublicKeyInfo(new ECPublicKeyParameters(P256.getG().multiply(scalar), P256)).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The key of that name: FIPS 186-5 §A.2.1, from 512 derived bits, which leaves no bias that could be measured. */
    public static SandboxKey of(SecretKey secret, String name) {
        byte[] material = secret.getEncoded();
        byte[] low = Seal.hkdf(material, new byte[0], "paraf sandbox key v1 a:" + name);
        byte[] high = Seal.hkdf(material, new byte[0], "paraf sandbox key v1 b:" + name);
        byte[] bits = Arrays.copyOf(high, high.length + low.length);
        System.arraycopy(low, 0, bits, high.length, low.length);
        try {
            var order = P256.getN().subtract(BigInteger.ONE);
            return new SandboxKey(BigIntegers.fromUnsignedByteArray(bits).mod(order).add(BigInteger.ONE));
        } finally {
            Seal.wipe(material, low, high, bits);
        }
    }

    /** SubjectPublicKeyInfo in DER. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /** Signs a DER TBSCertificate, and nothing else. */
    public AuthorityOutcome signCertificate(byte[] tbs) {
        return Authorities.is(tbs, Authorities.certificateAlgorithm(Authorities.identifier(KeyAlgorithm.P256)))
                ? new AuthorityOutcome.Signed(key.sign(tbs))
                : new AuthorityOutcome.Refused("not a DER TBSCertificate for " + KeyAlgorithm.P256.signatureName());
    }

    /** Signs a DER TBSCertList, and nothing else. */
    public AuthorityOutcome signCrl(byte[] tbs) {
        return Authorities.isCertList(tbs, KeyAlgorithm.P256) ? new AuthorityOutcome.Signed(key.sign(tbs))
                : new AuthorityOutcome.Refused("not a DER TBSCertList for " + KeyAlgorithm.P256.signatureName());
    }

    /** Signs the SHA-256 digest of what a document's signature is over. */
    public SignOutcome.Signed signDigest(byte[] sha256) {
        return new SignOutcome.Signed(key.signDigest(sha256));
    }
}
