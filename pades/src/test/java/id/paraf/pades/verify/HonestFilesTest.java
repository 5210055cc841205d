package id.paraf.pades.verify;

import static id.paraf.pades.verify.FileVerdict.INTACT_SIGNER_UNCHECKED;
import static id.paraf.pades.verify.FileVerdict.NO_SIGNATURE;
import static id.paraf.pades.verify.FileVerdict.VALID_AND_INTACT;
import static id.paraf.pades.verify.Hierarchy.SIGNED;
import static id.paraf.pades.verify.Hierarchy.report;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import id.paraf.pades.TestFiles;
import id.paraf.pades.verify.SignatureReport.Kind;
import id.paraf.testing.Proves;

/** No honest file is accused: signed once, signed by several, extended, filled. */
class HonestFilesTest {

    @Test
    void aFileWithoutSignatureHasNone() {
        assertThat(report(Pdfs.plain())).isEqualTo(new Report(NO_SIGNATURE, 2, 1, List.of()));
    }

    @Test
    void oneSignatureOverTheWholeFileIsValidAndIntact() {
        var report = report(new TestSigner().sign(Pdfs.plain()));

        assertThat(report.verdict()).isEqualTo(VALID_AND_INTACT);
        assertThat(report.pages()).isEqualTo(2);
        var signature = report.signatures().getFirst();
        assertThat(signature.indication()).hasToString("TOTAL-PASSED");
        assertThat(signature.kind()).isEqualTo(Kind.APPROVAL);
        assertThat(signature.signer().orElseThrow().name()).isEqualTo("Siti Penanda Tangan");
        assertThat(signature.signer().orElseThrow().authority()).isEqualTo("Otoritas Uji");
        assertThat(signature.signer().orElseThrow().root()).contains("Akar Uji");
        assertThat(signature.claimedAt()).contains(SIGNED);
        assertThat(signature.provenAt()).isEmpty();
        assertThat(signature.wholeFile()).isTrue();
        assertThat(signature.revision()).isEqualTo(2);
        assertThat(signature.changes()).isEmpty();
        assertThat(signature.algorithm()).isEqualTo("SHA-256 with P-256");
        assertThat(signature.stated().reason()).contains("Persetujuan");
    }

    @Test
    void crossReferenceStreamsAreReadAsWell() {
        assertThat(report(new TestSigner().sign(TestFiles.withStreams(3))).verdict()).isEqualTo(VALID_AND_INTACT);
    }

    @Test
    void filesOfTodaysServiceVerifyWhenTheirRootIsConfigured() {
        var report = report(TestSigner.rsa(one -> {
            one.subFilter = "adbe.pkcs7.detached";
            one.nameCertificate = false;
            one.stamped = SIGNED;
        }).sign(Pdfs.plain()));

        assertThat(report.verdict()).isEqualTo(VALID_AND_INTACT);
        assertThat(report.signatures().getFirst().provenAt()).contains(SIGNED);
        assertThat(report.signatures().getFirst().algorithm()).isEqualTo("SHA-256 with RSA 2048");
    }

    @Test
    void pssAndLongerDigestsVerify() {
        for (String algorithm : List.of("SHA256withRSAandMGF1", "SHA384withRSAandMGF1", "SHA384withRSA", "SHA512withRSA")) {
            assertThat(report(TestSigner.rsa(one -> one.algorithm = algorithm).sign(Pdfs.plain())).verdict()).as(algorithm)
                    .isEqualTo(VALID_AND_INTACT);
        }
    }

    @Test
    void twoSignersInTurnAreBothValid() {
        byte[] first = TestSigner.with(one -> one.visible = Pdfs.mark(72, 100, 150, 50)).sign(Pdfs.plain());
        byte[] both = TestSigner.rsa(one -> one.visible = Pdfs.mark(300, 100, 150, 50)).sign(first);

        var report = report(both);

        assertThat(report.signatures()).allSatisfy(one -> assertThat(one.reasons()).isEmpty());
        assertThat(report.verdict()).isEqualTo(VALID_AND_INTACT);
        assertThat(report.signatures()).extracting(one -> one.signer().orElseThrow().name())
                .containsExactly("Siti Penanda Tangan", "Budi Kepala Dinas");
        assertThat(report.signatures()).extracting(SignatureReport::revision).containsExactly(2, 3);
        assertThat(report.signatures()).extracting(SignatureReport::wholeFile).containsExactly(false, true);
        assertThat(report.signatures().getFirst().changes()).containsExactly(Change.SIGNATURE_ADDED);
    }

    @Test
    void eightSignersInFilesWithStreamsAreValid() {
        byte[] file = TestFiles.withStreams(2);
        for (int i = 0; i < 8; i++) {
            file = new TestSigner().sign(file);
        }
        var report = report(file);
        assertThat(report.signatures()).hasSize(8).allSatisfy(one -> assertThat(one.reasons()).isEmpty());
        assertThat(report.verdict()).isEqualTo(VALID_AND_INTACT);
    }

    @Test
    void aFormFilledAfterACertificationThatAllowsItIsNotAccused() {
        byte[] certified = TestSigner.with(one -> one.certification = 2).sign(Pdfs.form());
        var report = report(Pdfs.filled(certified, "nama", "Siti"));

        assertThat(report.signatures().getFirst().reasons()).isEmpty();
        assertThat(report.signatures().getFirst().kind()).isEqualTo(Kind.CERTIFICATION);
        assertThat(report.signatures().getFirst().changes()).containsExactly(Change.FORM_FILLED);
        assertThat(report.verdict()).isEqualTo(VALID_AND_INTACT);
    }

    @Test
    void aCertifiedFormFilledAndSignedIsNotAccused() {
        byte[] certified = TestSigner.with(one -> one.certification = 2).sign(Pdfs.form());
        byte[] filled = Pdfs.filled(Pdfs.filled(certified, "nama", "Siti"), "jumlah", "12");
        var report = report(new TestSigner().sign(filled));

        assertThat(report.verdict()).isEqualTo(VALID_AND_INTACT);
        assertThat(report.signatures().getFirst().changes()).containsExactlyInAnyOrder(Change.FORM_FILLED, Change.SIGNATURE_ADDED);
    }

    @Test
    void evidenceAndTimestampsAppendedEvenToAFileCertifiedAgainstChangesAreNotAccused() {
        byte[] certified = TestSigner.with(one -> {
            one.certification = 1;
            one.stamped = SIGNED;
        }).sign(Pdfs.plain());
        byte[] extended = Pdfs.withEvidence(certified, Hierarchy.cleanLists(SIGNED.plusSeconds(60)), List.of());
        byte[] archived = TestSigner.timestamp(extended, Hierarchy.TSA, SIGNED.plusSeconds(120));

        var report = report(archived);

        assertThat(report.signatures()).extracting(SignatureReport::kind).containsExactly(Kind.CERTIFICATION,
                Kind.DOCUMENT_TIMESTAMP);
        assertThat(report.signatures().getFirst().reasons()).isEmpty();
        assertThat(report.signatures().getFirst().changes()).containsExactlyInAnyOrder(Change.EVIDENCE_ADDED,
                Change.TIMESTAMP_ADDED);
        assertThat(report.verdict()).isEqualTo(VALID_AND_INTACT);
    }

    @Test
    void evidenceInTheFileIsEnoughWhereATimestampProvesTheTime() {
        byte[] signed = TestSigner.with(one -> one.stamped = SIGNED).sign(Pdfs.plain());
        byte[] extended = Pdfs.withEvidence(signed, Hierarchy.cleanLists(SIGNED.plusSeconds(60)),
                List.of(Hierarchy.ocsp(Hierarchy.SIGNER.certificate(), Hierarchy.AUTHORITY, Hierarchy.RESPONDER, SIGNED.plusSeconds(60),
                        SIGNED.plusSeconds(3600), null)));
        // Of the outside only the timestamp authority's state now is known: whether its key is still its own.
        var aboutTsa = Hierarchy.current(Map.of());
        var verifier = Hierarchy.verifier((certificate, issuer) -> certificate.equals(Hierarchy.SIGNER.certificate()) ? List.of()
                : aboutTsa.about(certificate, issuer));

        assertThat(report(extended, verifier).verdict()).isEqualTo(VALID_AND_INTACT);
        assertThat(report(extended, Hierarchy.verifier(EvidenceSource.NONE)).verdict()).isEqualTo(INTACT_SIGNER_UNCHECKED);
    }

    /** As iText 7 signs what Word exports: the new field gets its tag. */
    @Test
    void aTaggedDocumentSignedAgainGainsATagAndIsNotAccused() {
        byte[] first = new TestSigner().sign(Pdfs.tagged(Pdfs.plain()));
        var report = report(TestSigner.with(one -> one.alongside = Pdfs::addTag).sign(first));

        assertThat(report.signatures().getFirst().reasons()).isEmpty();
        assertThat(report.signatures().getFirst().changes()).contains(Change.SIGNATURE_ADDED);
    }

    @Test
    void metadataSavedAfterSigningIsToldButNotAccused() {
        byte[] signed = new TestSigner().sign(Pdfs.plain());
        var report = report(Pdfs.edited(signed, document -> {
            document.getDocumentInformation().setTitle("Surat");
            document.getDocumentInformation().getCOSObject().setNeedToBeUpdated(true);
            document.getDocument().getTrailer().setNeedToBeUpdated(true);
        }));

        assertThat(report.signatures().getFirst().changes()).containsExactly(Change.METADATA_CHANGED);
        assertThat(report.verdict()).isEqualTo(VALID_AND_INTACT);
    }

    @Test
    @Proves("PD-07")
    void theSameFactsGiveAnEqualReport() {
        byte[] file = TestSigner.timestamp(TestSigner.with(one -> one.stamped = SIGNED).sign(Pdfs.plain()), Hierarchy.TSA,
                SIGNED.plusSeconds(5));
        assertThat(report(file)).isEqualTo(report(file.clone()));
        assertThat(report(file).toString()).isEqualTo(report(file.clone()).toString());
    }
}
