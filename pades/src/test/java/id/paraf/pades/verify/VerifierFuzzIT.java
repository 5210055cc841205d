package id.paraf.pades.verify;

import static id.paraf.pades.verify.Hierarchy.NOW;
import static id.paraf.pades.verify.Hierarchy.SIGNED;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.junit.jupiter.params.provider.MethodSource;

import id.paraf.pades.TestFiles;
import id.paraf.pades.pdf.Limits;
import id.paraf.testing.Proves;

/**
 * What the verifier reads, under Jazzer: files with their byte ranges, signatures, timestamps, OCSP answers and revocation lists. A build
 * runs the seeds and what was found once; CONTRIBUTING.md says how to search for more. Whatever the bytes are, there is an outcome,
 * and never a good one that the honest seed did not have.
 */
class VerifierFuzzIT {

    private static final Limits LIMITS = new Limits(1 << 20, 32, 20_000, 100_000, 200_000, 1_000_000, 50);
    private static final VerifyPdf VERIFIER = new VerifyPdf(Hierarchy.ANCHORS, Hierarchy.current(Map.of()), Policy.STRICT, LIMITS);
    private static final byte[] HASH = new byte[32];

    static Stream<byte[]> files() {
        byte[] once = new TestSigner().sign(Pdfs.form());
        return Stream.of(once, new TestSigner().sign(TestFiles.withStreams(1)), TestSigner.rsa(_ -> {
        }).sign(once), Pdfs.filled(once, "nama", "Siti"));
    }

    static Stream<byte[]> signatures() {
        return Stream.of(new TestSigner().cms(new byte[] {1}), TestSigner.rsa(one -> one.stamped = SIGNED).cms(new byte[] {1}));
    }

    static Stream<byte[]> tokens() {
        return Stream.of(Cms.parse(TestSigner.with(one -> one.stamped = SIGNED).cms(new byte[] {1})).orElseThrow().timestamps()
                .getFirst());
    }

    static Stream<byte[]> answers() {
        var later = NOW.plusSeconds(3600);
        return Stream.of(
                Hierarchy.ocsp(Hierarchy.SIGNER.certificate(), Hierarchy.AUTHORITY, Hierarchy.RESPONDER, NOW, later,
                        Hierarchy.revoked(NOW)),
                Hierarchy.ocsp(Hierarchy.SIGNER.certificate(), Hierarchy.AUTHORITY, Hierarchy.AUTHORITY, NOW, later,
                        Hierarchy.revoked(NOW)));
    }

    static Stream<byte[]> lists() {
        return Stream.of(Hierarchy.crl(Hierarchy.AUTHORITY, NOW, NOW.plusSeconds(3600),
                Map.of(Hierarchy.SIGNER.certificate(), Hierarchy.revoked(NOW))));
    }

    @Proves("PD-02")
    @MethodSource("files")
    @FuzzTest(maxDuration = "5m")
    void aFileHasAnOutcome(byte[] file) {
        if (file != null) {
            VERIFIER.verify(file, NOW);
        }
    }

    /** The numbers of a byte range, in place of those that an honest file has. */
    @Proves("PD-02")
    @MethodSource("ranges")
    @FuzzTest(maxDuration = "5m")
    void aByteRangeThatIsAnotherIsNoValidOne(String range) {
        if (range == null || range.length() > 60) {
            return;
        }
        String text = Tampering.latin(Attacks.HONEST);
        int at = text.lastIndexOf("/ByteRange");
        String honest = text.substring(at, text.indexOf(']', at) + 1);
        String other = "/ByteRange [" + range + "]";
        if (other.length() > honest.length()) {
            return;
        }
        byte[] file = Tampering.inPlace(Attacks.HONEST, honest, other);
        if (!Arrays.equals(file, Attacks.HONEST) && VERIFIER.verify(file, NOW) instanceof Outcome.Verified(var report)
                && report.verdict() == FileVerdict.VALID_AND_INTACT) {
            throw new AssertionError("valid with " + other);
        }
    }

    static Stream<String> ranges() {
        return Stream.of("0 840 12842 500", "0 0 0 0", "0 -1 10 10", "0 1 2", "0 9 99 999999999", "99999999999999999999 1 2 3", "");
    }

    @Proves("PD-02")
    @MethodSource("signatures")
    @FuzzTest(maxDuration = "5m")
    void aSignatureIsReadOrNone(byte[] cms) {
        if (cms != null) {
            Cms.parse(cms).ifPresent(
                    one -> {
                        one.signerCertificate();
                        if (CmsSignature.check(one, HASH, new CmsSignature.Expected(PKCSObjectIdentifiers.data, true),
                                Policy.STRICT).isEmpty()) {
                            throw new AssertionError("signed over nothing that anybody signed");
                        }
                    });
        }
    }

    @Proves("PD-02")
    @MethodSource("tokens")
    @FuzzTest(maxDuration = "5m")
    void aTimestampIsReadOrNone(byte[] token) {
        if (token != null) {
            TimestampToken.parse(token).ifPresent(one -> {
                if (one.integrity(_ -> HASH, Policy.STRICT).isEmpty()) {
                    throw new AssertionError("a timestamp over nothing that anybody stamped");
                }
            });
        }
    }

    @Proves("PD-02")
    @MethodSource("answers")
    @FuzzTest(maxDuration = "5m")
    void anOcspAnswerIsReadOrNoneAndRevokedIsNeverGood(byte[] answer) {
        if (answer != null) {
            OcspEvidence.read(answer).flatMap(one -> one.about(Hierarchy.SIGNER.certificate(), Hierarchy.AUTHORITY.certificate(),
                    Policy.STRICT, new SignatureMemo())).ifPresent(VerifierFuzzIT::saysRevoked);
        }
    }

    @Proves("PD-02")
    @MethodSource("lists")
    @FuzzTest(maxDuration = "5m")
    void aListIsReadOrNoneAndRevokedIsNeverGood(byte[] list) {
        if (list != null) {
            CrlEvidence.read(list).flatMap(one -> one.about(Hierarchy.SIGNER.certificate(), Hierarchy.AUTHORITY.certificate(),
                    Policy.STRICT, new SignatureMemo())).ifPresent(VerifierFuzzIT::saysRevoked);
        }
    }

    private static void saysRevoked(Statement said) {
        if (said.revoked().isEmpty()) {
            throw new AssertionError("good by another's word");
        }
    }
}
