package id.paraf.pades.verify;

import static id.paraf.pades.verify.Hierarchy.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;

import id.paraf.pades.TestFiles;
import id.paraf.pades.verify.Outcome.Unreadable;
import id.paraf.pades.verify.Outcome.Verified;
import id.paraf.pades.verify.Outcome.Why;

/** Whatever the bytes are, there is an outcome; and other bytes than the signed ones are never valid. */
class DamagedFilesTest {

    private static final int MUTATIONS = 1_200;

    @Test
    void whatIsNoPdfIsSaidToBeNone() {
        assertThat(Hierarchy.verifier().verify(Tampering.latin("GIF89a"), NOW)).isEqualTo(new Unreadable(Why.NOT_A_PDF));
        assertThat(Hierarchy.verifier().verify(new byte[0], NOW)).isEqualTo(new Unreadable(Why.NOT_A_PDF));
        assertThat(Hierarchy.verifier().verify(Tampering.latin("%PDF-1.7\n"), NOW)).isEqualTo(new Unreadable(Why.DAMAGED));
    }

    @Test
    void aDeepCmsIsMalformedNotFatal() {
        byte[] deep = new byte[200_000];
        Arrays.fill(deep, (byte) 0x30);
        for (int i = 1; i < deep.length; i += 2) {
            deep[i] = (byte) 0x80;
        }
        assertThat(Cms.parse(deep)).isEmpty();
        assertThat(OcspEvidence.read(deep)).isEmpty();
        assertThat(CrlEvidence.read(deep)).isEmpty();
    }

    /** RFC 5652 §5.3: issuer and serial, or [0] a key identifier; a tag of another class is neither. */
    @Test
    void aSignerThatIsNamedInNoKnownWayIsNotFound() throws Exception {
        byte[] signature = new TestSigner().cms(new byte[] {1});
        var signer = Hierarchy.SIGNER.certificate();
        byte[] named = new IssuerAndSerialNumber(X500Name.getInstance(signer.getIssuerX500Principal().getEncoded()),
                signer.getSerialNumber()).getEncoded(ASN1Encoding.DER);
        int at = Tampering.latin(signature).lastIndexOf(Tampering.latin(named));
        assertThat(Cms.parse(signature).orElseThrow().signerCertificate()).isPresent();
        signature[at] = 0x60;
        assertThat(Cms.parse(signature).orElseThrow().signerCertificate()).isEmpty();
    }

    @Test
    void damagedEvidenceAndTimestampsAreNoneAndNeverFatal() {
        var random = new Random(3);
        var later = NOW.plusSeconds(3600);
        byte[] list = Hierarchy.crl(Hierarchy.AUTHORITY, NOW, later, Map.of(Hierarchy.OTHER.certificate(), Hierarchy.revoked(NOW)));
        byte[] answer = Hierarchy.ocsp(Hierarchy.SIGNER.certificate(), Hierarchy.AUTHORITY, Hierarchy.RESPONDER, NOW, later,
                Hierarchy.revoked(NOW));
        byte[] signature = TestSigner.with(one -> one.stamped = Hierarchy.SIGNED).cms(new byte[] {1});
        var memo = new SignatureMemo();
        for (int i = 0; i < 800; i++) {
            // Damage may silence a statement; it never turns "revoked" into "good".
            CrlEvidence.read(mutation(list, random.nextInt(list.length), random))
                    .flatMap(
                            one -> one.about(Hierarchy.OTHER.certificate(), Hierarchy.AUTHORITY.certificate(), Policy.STRICT, memo))
                    .ifPresent(said -> assertThat(said.revoked()).isPresent());
            OcspEvidence.read(mutation(answer, random.nextInt(answer.length), random))
                    .flatMap(one -> one.about(Hierarchy.SIGNER.certificate(), Hierarchy.AUTHORITY.certificate(), Policy.STRICT,
                            memo))
                    .ifPresent(said -> assertThat(said.revoked()).isPresent());
            Cms.parse(mutation(signature, random.nextInt(signature.length), random)).ifPresent(cms -> {
                CmsSignature.check(cms, new byte[32], new CmsSignature.Expected(PKCSObjectIdentifiers.data, true), Policy.STRICT);
                cms.timestamps().forEach(token -> TimestampToken.parse(token)
                        .ifPresent(one -> assertThat(one.integrity(_ -> new byte[32], Policy.STRICT)).isNotEmpty()));
            });
        }
    }

    @Test
    void noMutationOfASignedFileIsValidWithOtherBytes() {
        byte[] first = TestSigner.with(one -> one.stamped = Hierarchy.SIGNED).sign(Pdfs.form());
        mutate(first, 1);
        mutate(new TestSigner().sign(TestFiles.withStreams(1)), 2);
    }

    private static void mutate(byte[] signed, long seed) {
        var random = new Random(seed);
        var verifier = Hierarchy.verifier();
        var before = Hierarchy.report(signed);
        assertThat(before.verdict()).isEqualTo(FileVerdict.VALID_AND_INTACT);
        var contents = Pattern.compile("/Contents *<[0-9A-Fa-f]+>").matcher(Tampering.latin(signed));
        assertThat(contents.find()).isTrue();
        for (int i = 0; i < MUTATIONS; i++) {
            // Half of the mutations outside of the long value, which fills most of a small file.
            int at = random.nextInt(signed.length);
            if (random.nextBoolean() && at >= contents.start() && at < contents.end()) {
                at = random.nextBoolean() ? random.nextInt(contents.start())
                        : contents.end() + random.nextInt(signed.length - contents.end());
            }
            byte[] other = mutation(signed, at, random);
            var outcome = verifier.verify(other, NOW);
            if (!Arrays.equals(signed, other) && outcome instanceof Verified(var report)
                    && report.verdict() == FileVerdict.VALID_AND_INTACT) {
                // Only what no signature can cover, its own value, may differ. Nothing else is told then, but that the
                // timestamp in the unsigned attributes may be lost.
                assertThat(other).as("mutation %s", i).hasSameSizeAs(signed);
                assertThat(at).as("mutation %s", i).isBetween(contents.start(), contents.end());
                assertThat(withoutProof(report)).as("mutation %s", i).isEqualTo(withoutProof(before));
                assertThat(report.signatures().getFirst().provenAt()).as("mutation %s", i)
                        .isIn(before.signatures().getFirst().provenAt(), Optional.empty());
            }
        }
    }

    private static List<SignatureReport> withoutProof(Report report) {
        return report.signatures().stream()
                .map(one -> new SignatureReport(one.field(), one.kind(), one.indication(), one.reasons(), one.examined(),
                        one.signer(), one.status(), Optional.empty(), one.claimedAt(),
                        Optional.empty(), List.of(), one.revision(), one.wholeFile(), one.end(), one.changes(), one.algorithm(),
                        one.stated()))
                .toList();
    }

    private static byte[] mutation(byte[] file, int at, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> {
                byte[] other = file.clone();
                other[at] ^= (byte) (1 << random.nextInt(8));
                yield other;
            }
            case 1 -> {
                byte[] other = file.clone();
                other[at] = (byte) "0123456789abcdefABCDEF<>[]()/% \n".charAt(random.nextInt(32));
                yield other;
            }
            case 2 -> {
                int length = 1 + random.nextInt(20);
                byte[] other = Arrays.copyOf(file, file.length + length);
                System.arraycopy(file, at, other, at + length, file.length - at);
                for (int i = 0; i < length; i++) {
                    other[at + i] = (byte) random.nextInt(256);
                }
                yield other;
            }
            case 3 -> {
                int length = Math.min(1 + random.nextInt(20), file.length - at);
                byte[] other = Arrays.copyOf(file, file.length - length);
                System.arraycopy(file, at + length, other, at, file.length - at - length);
                yield other;
            }
            default -> Arrays.copyOf(file, at);
        };
    }
}
