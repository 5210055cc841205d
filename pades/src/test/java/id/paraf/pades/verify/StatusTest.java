package id.paraf.pades.verify;

import static id.paraf.pades.verify.FileVerdict.INTACT_SIGNER_UNCHECKED;
import static id.paraf.pades.verify.FileVerdict.INVALID;
import static id.paraf.pades.verify.FileVerdict.VALID_AND_INTACT;
import static id.paraf.pades.verify.Hierarchy.AUTHORITY;
import static id.paraf.pades.verify.Hierarchy.NOW;
import static id.paraf.pades.verify.Hierarchy.ROOT;
import static id.paraf.pades.verify.Hierarchy.SIGNED;
import static id.paraf.pades.verify.Hierarchy.SIGNER;
import static id.paraf.pades.verify.Hierarchy.current;
import static id.paraf.pades.verify.Hierarchy.report;
import static id.paraf.pades.verify.Hierarchy.revoked;
import static id.paraf.pades.verify.Hierarchy.verifier;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.bouncycastle.asn1.x509.CRLReason;
import org.junit.jupiter.api.Test;

import id.paraf.pades.pdf.Limits;
import id.paraf.pades.verify.Hierarchy.Identity;
import id.paraf.pades.verify.Hierarchy.Kind;
import id.paraf.pades.verify.Hierarchy.RevokedOn;
import id.paraf.testing.Proves;

/** Who signed, and whether that can be relied on at the time that is proven. */
class StatusTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final byte[] PLAIN = Pdfs.plain();

    private static SignatureReport first(byte[] file, VerifyPdf verifier) {
        return report(file, verifier).signatures().getFirst();
    }

    private static void is(byte[] file, VerifyPdf verifier, FileVerdict verdict, String indication, Reason... reasons) {
        var report = report(file, verifier);
        assertThat(report.signatures().getFirst().reasons()).containsExactly(reasons);
        assertThat(report.signatures().getFirst().indication()).hasToString(indication);
        assertThat(report.verdict()).isEqualTo(verdict);
    }

    private static byte[] signed(Consumer<TestSigner> settings) {
        return TestSigner.with(settings).sign(PLAIN);
    }

    private static byte[] by(Identity signer) {
        return signed(one -> {
            one.signer = signer;
            one.algorithm = Hierarchy.algorithm(signer.keys());
        });
    }

    @Test
    void theReportSaysWhatIsKnownOfTheCertificateAndFromWhat() {
        var good = first(signed(_ -> {
        }), verifier(current(Map.of()))).status().orElseThrow();
        assertThat(good.state()).isEqualTo(StatusReport.State.GOOD);
        assertThat(good.form()).contains(StatusReport.Form.CRL);
        assertThat(good.issuedAt()).isPresent();
        assertThat(good.carried()).as("the source brought it").isFalse();
        var since = SIGNED.minus(DAY);
        var revoked = first(signed(_ -> {
        }), verifier(current(Map.of(SIGNER.certificate(), revoked(since))))).status().orElseThrow();
        assertThat(revoked.state()).isEqualTo(StatusReport.State.REVOKED);
        assertThat(revoked.since()).contains(since);
        var unknown = first(signed(_ -> {
        }), verifier(EvidenceSource.NONE)).status().orElseThrow();
        assertThat(unknown).isEqualTo(new StatusReport(StatusReport.State.UNKNOWN, java.util.Optional.empty(),
                java.util.Optional.empty(), java.util.Optional.empty(), false));
    }

    // PD-08: revoked before and after signing, with and without a timestamp

    @Test
    @Proves("PD-08")
    void revokedBeforeSigningWithATimestampIsInvalid() {
        is(signed(one -> one.stamped = SIGNED), verifier(current(Map.of(SIGNER.certificate(), revoked(SIGNED.minus(DAY))))),
                INVALID,
                "TOTAL-FAILED(REVOKED)", Reason.REVOKED_BEFORE_SIGNING);
    }

    @Test
    @Proves("PD-08")
    void revokedBeforeSigningWithoutATimestampIsInvalidByTheSignersOwnWord() {
        is(signed(_ -> {
        }), verifier(current(Map.of(SIGNER.certificate(), revoked(SIGNED.minus(DAY))))), INVALID, "TOTAL-FAILED(REVOKED)",
                Reason.REVOKED_BEFORE_SIGNING);
    }

    @Test
    @Proves("PD-08")
    void revokedAfterSigningWithATimestampIsValid() {
        is(signed(one -> one.stamped = SIGNED), verifier(current(Map.of(SIGNER.certificate(), revoked(SIGNED.plus(DAY))))),
                VALID_AND_INTACT, "TOTAL-PASSED");
    }

    @Test
    @Proves("PD-08")
    void revokedAfterSigningWithoutATimestampCannotBeTold() {
        is(signed(_ -> {
        }), verifier(current(Map.of(SIGNER.certificate(), revoked(SIGNED.plus(DAY))))), INTACT_SIGNER_UNCHECKED,
                "INDETERMINATE(REVOKED_NO_POE)", Reason.REVOKED_TIME_UNPROVEN);
    }

    @Test
    void aClaimOfAnEarlierTimeHelpsNobody() {
        byte[] backdated = signed(one -> {
            one.claimed = SIGNED.minus(DAY.multipliedBy(30));
            one.stamped = SIGNED;
        });
        is(backdated, verifier(current(Map.of(SIGNER.certificate(), revoked(SIGNED.minus(DAY))))), INTACT_SIGNER_UNCHECKED,
                "INDETERMINATE(REVOKED_NO_POE)", Reason.REVOKED_TIME_UNPROVEN);
    }

    @Test
    void onHoldIsAskedAgainLater() {
        var held = new RevokedOn(NOW.minus(DAY), CRLReason.certificateHold);
        is(signed(_ -> {
        }), verifier(current(Map.of(SIGNER.certificate(), held))), INTACT_SIGNER_UNCHECKED, "INDETERMINATE(TRY_LATER)",
                Reason.ON_HOLD);
        is(signed(one -> one.stamped = SIGNED), verifier(current(Map.of(SIGNER.certificate(), held))), VALID_AND_INTACT,
                "TOTAL-PASSED");
    }

    @Test
    void aRevokedAuthorityTakesItsSignersAlong() {
        var lists = List.of(Hierarchy.crl(AUTHORITY, NOW.minus(DAY), NOW.plus(DAY), Map.of()),
                Hierarchy.crl(ROOT, NOW.minus(DAY), NOW.plus(DAY), Map.of(AUTHORITY.certificate(), revoked(SIGNED.minus(DAY)))));
        is(signed(_ -> {
        }), verifier((_, _) -> lists), INTACT_SIGNER_UNCHECKED, "INDETERMINATE(REVOKED_CA_NO_POE)", Reason.AUTHORITY_REVOKED);
    }

    // What is missing

    @Test
    void withoutEvidenceNothingIsValid() {
        is(signed(_ -> {
        }), verifier(EvidenceSource.NONE), INTACT_SIGNER_UNCHECKED, "INDETERMINATE(TRY_LATER)", Reason.NO_REVOCATION_EVIDENCE);
    }

    @Test
    void evidenceThatIsTooOldIsNone() {
        var old = Hierarchy.cleanLists(NOW.minus(DAY.multipliedBy(5)));
        is(signed(_ -> {
        }), verifier((_, _) -> old), INTACT_SIGNER_UNCHECKED, "INDETERMINATE(TRY_LATER)", Reason.NO_REVOCATION_EVIDENCE);
    }

    @Test
    void evidenceFromTheFutureOrByAnotherAuthorityIsNone() {
        var future = Hierarchy.cleanLists(NOW.plus(DAY.multipliedBy(5)));
        is(signed(_ -> {
        }), verifier((_, _) -> future), INTACT_SIGNER_UNCHECKED, "INDETERMINATE(TRY_LATER)", Reason.NO_REVOCATION_EVIDENCE);
        var impostor = Hierarchy.identity("Otoritas Uji", Hierarchy.ec("secp256r1"), null, Kind.AUTHORITY, "2021-01-01",
                "2039-01-01");
        var forged = List.of(Hierarchy.crl(impostor, NOW.minus(DAY), NOW.plus(DAY), Map.of()),
                Hierarchy.crl(ROOT, NOW.minus(DAY), NOW.plus(DAY), Map.of()));
        is(signed(_ -> {
        }), verifier((_, _) -> forged), INTACT_SIGNER_UNCHECKED, "INDETERMINATE(TRY_LATER)", Reason.NO_REVOCATION_EVIDENCE);
    }

    @Test
    void ocspAnswersCountWhenTheirResponderIsCertified() {
        var root = Hierarchy.crl(ROOT, NOW.minus(DAY), NOW.plus(DAY), Map.of());
        byte[] good = Hierarchy.ocsp(SIGNER.certificate(), AUTHORITY, Hierarchy.RESPONDER, NOW, NOW.plus(DAY), null);
        byte[] bad = Hierarchy.ocsp(SIGNER.certificate(), AUTHORITY, Hierarchy.RESPONDER, NOW, NOW.plus(DAY),
                revoked(SIGNED.minus(DAY)));
        byte[] self = Hierarchy.ocsp(SIGNER.certificate(), AUTHORITY, SIGNER, NOW, NOW.plus(DAY), null);
        byte[] file = signed(_ -> {
        });

        is(file, verifier((_, _) -> List.of(root, good)), VALID_AND_INTACT, "TOTAL-PASSED");
        is(file, verifier((_, _) -> List.of(root, bad)), INVALID, "TOTAL-FAILED(REVOKED)", Reason.REVOKED_BEFORE_SIGNING);
        is(file, verifier((_, _) -> List.of(root, self)), INTACT_SIGNER_UNCHECKED, "INDETERMINATE(TRY_LATER)",
                Reason.NO_REVOCATION_EVIDENCE);
    }

    @Test
    void anUnknownRootIsNeverValid() {
        var stranger = Hierarchy.identity("Akar Lain", Hierarchy.ec("secp256r1"), null, Kind.AUTHORITY, "2020-01-01", "2040-01-01");
        var signer = Hierarchy.identity("Siti Penanda Tangan", Hierarchy.ec("secp256r1"), stranger, Kind.SIGNER, "2025-01-01",
                "2027-01-01");
        is(by(signer), verifier(), INTACT_SIGNER_UNCHECKED, "INDETERMINATE(NO_CERTIFICATE_CHAIN_FOUND)", Reason.UNKNOWN_AUTHORITY);
        var itself = Hierarchy.identity("Siti", Hierarchy.ec("secp256r1"), null, Kind.SIGNER, "2025-01-01", "2027-01-01");
        is(by(itself), verifier(), INTACT_SIGNER_UNCHECKED, "INDETERMINATE(NO_CERTIFICATE_CHAIN_FOUND)", Reason.UNKNOWN_AUTHORITY);
    }

    @Test
    void aMissingAuthorityIsFoundAmongTheConfiguredOnes() {
        byte[] file = signed(one -> one.carried = List.of());
        is(file, verifier(), INTACT_SIGNER_UNCHECKED, "INDETERMINATE(NO_CERTIFICATE_CHAIN_FOUND)", Reason.UNKNOWN_AUTHORITY);
        var anchors = new TrustAnchors(List.of(ROOT.certificate()), List.of(AUTHORITY.certificate()));
        is(file, new VerifyPdf(anchors, current(Map.of()), Policy.STRICT, Limits.ORDINARY), VALID_AND_INTACT, "TOTAL-PASSED");
    }

    @Test
    void anExpiredCertificateNeedsATimestamp() {
        var signer = Hierarchy.identity("Siti", Hierarchy.ec("secp256r1"), AUTHORITY, Kind.SIGNER, "2025-01-01", "2026-04-01");
        is(by(signer), verifier(), INTACT_SIGNER_UNCHECKED, "INDETERMINATE(OUT_OF_BOUNDS_NO_POE)", Reason.EXPIRED);

        byte[] stamped = Pdfs.withEvidence(TestSigner.with(one -> {
            one.signer = signer;
            one.stamped = SIGNED;
        }).sign(PLAIN), Hierarchy.cleanLists(SIGNED), List.of());
        is(stamped, verifier(), VALID_AND_INTACT, "TOTAL-PASSED");
    }

    @Test
    void anExpiredCertificateKnownToBeGoodUntilThenIsSaidToBe() {
        var signer = Hierarchy.identity("Siti", Hierarchy.ec("secp256r1"), AUTHORITY, Kind.SIGNER, "2025-01-01", "2026-04-01");
        var until = Hierarchy.lists(Instant.parse("2026-03-31T12:00:00Z"), Map.of());
        var now = current(Map.of());
        is(by(signer), verifier((certificate, issuer) -> certificate.equals(signer.certificate()) ? until
                : now.about(certificate, issuer)), INTACT_SIGNER_UNCHECKED, "INDETERMINATE(OUT_OF_BOUNDS_NOT_REVOKED)",
                Reason.EXPIRED_NOT_REVOKED);
    }

    @Test
    void aCertificateOfTheFutureIsNotYetValid() {
        var signer = Hierarchy.identity("Siti", Hierarchy.ec("secp256r1"), AUTHORITY, Kind.SIGNER, "2026-07-01", "2027-07-01");
        assertThat(first(by(signer), verifier()).indication()).hasToString("INDETERMINATE(NOT_YET_VALID)");
    }

    @Test
    void aCertificateForOtherPurposesSignsNoDocuments() {
        var server = Hierarchy.identity("situs.go.id", Hierarchy.ec("secp256r1"), AUTHORITY, Kind.WEB_SERVER, "2025-01-01",
                "2027-01-01");
        is(by(server), verifier(), INTACT_SIGNER_UNCHECKED, "INDETERMINATE(CHAIN_CONSTRAINTS_FAILURE)", Reason.NOT_FOR_SIGNING);
        var below = Hierarchy.identity("Siti", Hierarchy.ec("secp256r1"), SIGNER, Kind.SIGNER, "2025-01-01", "2027-01-01");
        byte[] file = signed(one -> {
            one.signer = below;
            one.carried = List.of(SIGNER.certificate(), AUTHORITY.certificate());
        });
        assertThat(first(file, verifier()).reasons()).contains(Reason.PATH_BREAKS_RULES);
    }

    // The value itself

    @Test
    void weakDigestsAndKeysAreRefusedByName() {
        byte[] sha1 = TestSigner.rsa(one -> one.algorithm = "SHA1withRSA").sign(PLAIN);
        is(sha1, verifier(), INVALID, "INDETERMINATE(CRYPTO_CONSTRAINTS_FAILURE)", Reason.WEAK_DIGEST);
        var small = Hierarchy.identity("Siti", Hierarchy.rsa(1024), AUTHORITY, Kind.SIGNER, "2025-01-01", "2027-01-01");
        assertThat(first(by(small), verifier()).reasons()).contains(Reason.WEAK_KEY);
        assertThat(report(by(small)).verdict()).isEqualTo(INVALID);
        var byOld = Hierarchy.identity("Siti", Hierarchy.ec("secp256r1"), AUTHORITY, Kind.SIGNER, "2025-01-01", "2027-01-01",
                "SHA1withECDSA");
        assertThat(first(by(byOld), verifier()).reasons()).contains(Reason.PATH_WEAK);
    }

    @Test
    void aReferenceToAnotherCertificateIsFalse() {
        is(signed(one -> one.namedCertificate = Hierarchy.OTHER), verifier(), INVALID, "TOTAL-FAILED(SIG_CRYPTO_FAILURE)",
                Reason.SIGNING_CERTIFICATE_DIFFERS);
        is(signed(one -> one.nameCertificate = false), verifier(), INTACT_SIGNER_UNCHECKED,
                "INDETERMINATE(SIG_CONSTRAINTS_FAILURE)", Reason.SIGNING_CERTIFICATE_UNNAMED);
    }

    @Test
    void aSignatureByAnotherKeyIsBroken() {
        var impostor = new Identity(Hierarchy.ec("secp256r1"), SIGNER.certificate());
        is(by(impostor), verifier(), INVALID, "TOTAL-FAILED(SIG_CRYPTO_FAILURE)", Reason.SIGNATURE_BROKEN);
    }

    @Test
    void withoutSignedAttributesThereIsNothingToVerify() {
        is(signed(one -> one.signedAttributes = false), verifier(), INVALID, "TOTAL-FAILED(FORMAT_FAILURE)",
                Reason.SIGNED_ATTRIBUTES_ODD);
    }

    @Test
    void anOldKindOfSignatureIsRefusedByName() {
        is(signed(one -> one.subFilter = "adbe.pkcs7.sha1"), verifier(), INVALID, "INDETERMINATE(SIG_CONSTRAINTS_FAILURE)",
                Reason.SUB_FILTER_UNKNOWN);
    }

    // Timestamps

    @Test
    void aTimestampOfSomethingElseIsBroken() {
        byte[] file = signed(one -> {
            one.stamped = SIGNED;
            one.stampSomethingElse = true;
        });
        is(file, verifier(), INTACT_SIGNER_UNCHECKED, "INDETERMINATE(SIG_CONSTRAINTS_FAILURE)", Reason.TIMESTAMP_BROKEN);
        assertThat(first(file, verifier()).timestamps().getFirst().reasons()).contains(Reason.DIGEST_DIFFERS);
        assertThat(first(file, verifier()).provenAt()).isEmpty();
    }

    @Test
    void aTimestampByNoTimestampAuthorityProvesNothing() {
        var loose = Hierarchy.identity("Waktu", Hierarchy.ec("secp256r1"), AUTHORITY, Kind.TIMESTAMPS_NOT_CRITICAL, "2024-01-01",
                "2034-01-01");
        var stranger = Hierarchy.identity("Waktu", Hierarchy.ec("secp256r1"), null, Kind.TIMESTAMPS, "2024-01-01", "2034-01-01");
        for (var authority : List.of(loose, stranger)) {
            byte[] file = signedAt(authority);
            var report = first(file, verifier(current(Map.of(SIGNER.certificate(), revoked(SIGNED.plus(DAY))))));
            assertThat(report.provenAt()).isEmpty();
            assertThat(report.timestamps().getFirst().reasons())
                    .containsAnyOf(Reason.NOT_FOR_SIGNING, Reason.UNKNOWN_AUTHORITY);
            assertThat(report.indication()).hasToString("INDETERMINATE(REVOKED_NO_POE)");
        }
    }

    private static byte[] signedAt(Identity authority) {
        return signed(one -> {
            one.stamped = SIGNED;
            one.authority = authority;
        });
    }

    @Test
    void aTimestampAuthorityThatLostItsKeyProvesNothing() {
        byte[] file = signed(one -> one.stamped = SIGNED);
        var lost = new RevokedOn(NOW.minus(DAY), CRLReason.keyCompromise);
        var closed = new RevokedOn(NOW.minus(DAY), CRLReason.cessationOfOperation);
        assertThat(first(file, verifier(current(Map.of(Hierarchy.TSA.certificate(), lost)))).provenAt()).isEmpty();
        assertThat(first(file, verifier(current(Map.of(Hierarchy.TSA.certificate(), closed)))).provenAt()).contains(SIGNED);
    }

    @Test
    void aDocumentTimestampKeepsAnEarlierProofAlive() {
        var shortLived = Hierarchy.identity("Waktu", Hierarchy.ec("secp256r1"), AUTHORITY, Kind.TIMESTAMPS, "2024-01-01",
                "2026-04-01");
        byte[] signed = Pdfs.withEvidence(signedAt(shortLived), Hierarchy.cleanLists(SIGNED.plusSeconds(60)), List.of());
        assertThat(first(signed, verifier()).provenAt()).isEmpty();

        byte[] archived = TestSigner.timestamp(signed, Hierarchy.TSA, SIGNED.plusSeconds(120));
        assertThat(first(archived, verifier()).provenAt()).contains(SIGNED);
        assertThat(report(archived).verdict()).isEqualTo(VALID_AND_INTACT);
    }

    @Test
    void onlyATimestampIsNoSignature() {
        var report = report(TestSigner.timestamp(PLAIN, Hierarchy.TSA, SIGNED));
        assertThat(report.signatures().getFirst().indication()).hasToString("TOTAL-PASSED");
        assertThat(report.signatures().getFirst().provenAt()).contains(SIGNED);
        assertThat(report.verdict()).isEqualTo(FileVerdict.NO_SIGNATURE);
    }
}
