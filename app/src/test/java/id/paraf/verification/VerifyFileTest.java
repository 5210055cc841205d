package id.paraf.verification;

import static id.paraf.pades.verify.FileVerdict.CHANGED_AFTER_SIGNING;
import static id.paraf.pades.verify.FileVerdict.INTACT_SIGNER_UNCHECKED;
import static id.paraf.pades.verify.FileVerdict.INVALID;
import static id.paraf.pades.verify.FileVerdict.NO_SIGNATURE;
import static id.paraf.pades.verify.FileVerdict.VALID_AND_INTACT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.unit.DataSize;

import id.paraf.certificate.Certificate;
import id.paraf.certificate.SuspendCertificate;
import id.paraf.certificate.TestCertificates;
import id.paraf.kernel.Origin;
import id.paraf.kernel.RefusedToStart;
import id.paraf.pades.SamplePdfs;
import id.paraf.pades.verify.Reason;
import id.paraf.pades.verify.Report;
import id.paraf.pki.RevocationReason;
import id.paraf.status.FollowRegister;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;
import id.paraf.verification.Verification.Outcome.Judged;
import id.paraf.verification.Verification.Outcome.Refused;

/** What files of the operator's own signers and of others prove, and what looking at them may cost. */
@ParafTest
class VerifyFileTest {

    @Autowired
    VerifyFile verify;
    @Autowired
    OwnAuthority own;
    @Autowired
    Sandbox sandbox;
    @Autowired
    ReportJson json;
    @Autowired
    OwnSigner signer;
    @Autowired
    TestCertificates certificates;
    @Autowired
    SuspendCertificate suspend;
    @Autowired
    FollowRegister follow;
    @Autowired
    MutableClock clock;
    @TempDir
    Path folder;

    private Verification.Outcome outcome(byte[] file) throws IOException {
        return verify.verify(new ByteArrayInputStream(file));
    }

    private Report report(byte[] file) throws IOException {
        return ((Judged) outcome(file)).verification().report();
    }

    private static Refusal refusal(Verification.Outcome outcome) {
        return ((Refused) outcome).why();
    }

    /** A verifier with settings of its own. */
    private VerifyFile with(DataSize most, DataSize memory, Path trusted) {
        var settings = new VerificationSettings(most, memory, trusted);
        return new VerifyFile(new TrustList(own, settings), own, sandbox, settings, clock);
    }

    private VerifyFile trusting(String... pem) throws IOException {
        for (int i = 0; i < pem.length; i++) {
            Files.writeString(folder.resolve("otoritas-" + i + ".pem"), pem[i]);
        }
        return with(DataSize.ofMegabytes(50), DataSize.ofMegabytes(160), folder);
    }

    private byte[] ownFile(Certificate certificate) {
        follow.catchUp();
        return signer.sign(SamplePdfs.unsigned(), certificate);
    }

    @Test
    void aFileOfOurOwnSignerIsValidByOurOwnRegisterAlone() throws Exception {
        var report = report(ownFile(certificates.issue()));

        assertThat(report.verdict()).isEqualTo(VALID_AND_INTACT);
        var signature = report.signatures().getFirst();
        assertThat(signature.indication()).hasToString("TOTAL-PASSED");
        assertThat(signature.signer().orElseThrow().name()).isEqualTo("Sri Contoh Wulandari");
        assertThat(signature.signer().orElseThrow().root()).isPresent();
        assertThat(signature.wholeFile()).isTrue();
    }

    @Test
    void whatWasRevokedOrSuspendedIsKnownAtOnce() throws Exception {
        var revoked = certificates.issue();
        var suspended = certificates.issue();
        byte[] file = ownFile(revoked);
        byte[] held = ownFile(suspended);
        assertThat(report(file).verdict()).isEqualTo(VALID_AND_INTACT);

        certificates.revoke(revoked, RevocationReason.KEY_COMPROMISE);
        suspend.byOwner(suspended.id(), suspended.account(), new Origin("192.0.2.7", "test"));
        follow.catchUp();

        assertThat(report(file).signatures().getFirst().reasons()).containsExactly(Reason.REVOKED_TIME_UNPROVEN);
        assertThat(report(held).signatures().getFirst().reasons()).containsExactly(Reason.ON_HOLD);
    }

    @Test
    void whatOcspDoesNotKnowStandsOnAList() throws Exception {
        byte[] file = ownFile(certificates.issue());
        clock.advance(Duration.ofDays(1));
        // The follower of the register stands still: its answers are too old to count, the list is not.
        var issuing = own.chain().getLast();
        assertThat(own.statements(issuing, own.chain().getFirst())).as("the root answers by its list alone").hasSize(1);
        assertThat(report(file).verdict()).isEqualTo(VALID_AND_INTACT);
    }

    @Test
    void aFileOfAnotherProviderIsIntactUntilItsRootIsTrusted() throws Exception {
        byte[] bare = SamplePdfs.signed();
        byte[] whole = SamplePdfs.withEvidence();
        assertThat(report(whole).verdict()).isEqualTo(INTACT_SIGNER_UNCHECKED);
        assertThat(report(whole).signatures().getFirst().reasons()).containsExactly(Reason.UNKNOWN_AUTHORITY);

        var trusting = trusting(SamplePdfs.rootPem());
        var judged = ((Judged) trusting.verify(new ByteArrayInputStream(whole))).verification();
        assertThat(judged.report().verdict()).isEqualTo(VALID_AND_INTACT);
        var unchecked = ((Judged) trusting.verify(new ByteArrayInputStream(bare))).verification();
        assertThat(unchecked.report().verdict()).isEqualTo(INTACT_SIGNER_UNCHECKED);
        assertThat(unchecked.report().signatures().getFirst().reasons()).containsExactly(Reason.NO_REVOCATION_EVIDENCE);
        trusting.destroy();
    }

    @Test
    void aChangedABrokenAndAnUnsignedFileAreCalledWhatTheyAre() throws Exception {
        assertThat(report(SamplePdfs.changed(ownFile(certificates.issue()))).verdict()).isEqualTo(CHANGED_AFTER_SIGNING);
        assertThat(report(SamplePdfs.changed()).verdict()).isEqualTo(CHANGED_AFTER_SIGNING);
        assertThat(report(SamplePdfs.broken()).verdict()).isEqualTo(INVALID);
        assertThat(report(SamplePdfs.unsigned()).verdict()).isEqualTo(NO_SIGNATURE);
    }

    @Test
    @Proves("PD-01")
    void whatCannotBeLookedAtIsRefusedByName() throws Exception {
        assertThat(refusal(outcome(new byte[0]))).isEqualTo(Refusal.EMPTY);
        assertThat(refusal(outcome("GIF89a".getBytes(UTF_8)))).isEqualTo(Refusal.NOT_A_PDF);
        assertThat(refusal(outcome("%PDF-1.7\nnothing more".getBytes(UTF_8)))).isEqualTo(Refusal.DAMAGED);
        assertThat(refusal(outcome(SamplePdfs.encrypted()))).isEqualTo(Refusal.ENCRYPTED);

        var small = with(DataSize.ofKilobytes(64), DataSize.ofKilobytes(1024), null);
        assertThat(refusal(small.verify(new Endless()))).isEqualTo(Refusal.TOO_LARGE);
        assertThat(small.verify(new ByteArrayInputStream(SamplePdfs.unsigned()))).isInstanceOf(Judged.class);
        small.destroy();
    }

    @Test
    @Proves("PD-01")
    void filesThatArriveTakeNoMoreRoomThanThereIs() throws Exception {
        var room = new Room(1 << 20, Duration.ofMillis(10));
        var intake = new Intake(room, 4 << 20);
        var arrived = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        // Half of the room is held by somebody who never ends.
        var slow = Thread.ofVirtual().start(() -> {
            try (var _ = (Intake.Taken.Held) intake.take(new Endless() {
                private int pieces;

                @Override
                public int read(byte[] bytes, int from, int length) {
                    if (pieces++ == 50) {
                        arrived.countDown();
                        try {
                            goOn.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                    return pieces > 51 ? -1 : super.read(bytes, from, length);
                }
            })) {
                // Its room is given back.
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        arrived.await();
        assertThat(room.free()).isLessThanOrEqualTo(512 << 10);
        assertThat(intake.take(new ByteArrayInputStream(new byte[600 << 10]))).isEqualTo(new Intake.Taken.Refused(Refusal.BUSY));
        goOn.countDown();
        slow.join();
        assertThat(room.free()).isEqualTo(1 << 20);
        try (var held = (Intake.Taken.Held) intake.take(new ByteArrayInputStream(new byte[300 << 10]))) {
            assertThat(held.bytes()).hasSize(300 << 10);
            assertThat(room.free()).isEqualTo((1 << 20) - (300 << 10));
        }
    }

    @Test
    @Proves("PD-07")
    void theSameFactsGiveTheSameBytes() throws Exception {
        byte[] file = ownFile(certificates.issue());
        byte[] first = json.of(((Judged) outcome(file)).verification());
        byte[] second = json.of(((Judged) outcome(file)).verification());
        assertThat(second).isEqualTo(first);
        assertThat(new String(first, UTF_8)).contains("\"verdict\":\"VALID_AND_INTACT\"", "\"indication\":\"TOTAL-PASSED\"")
                .startsWith("{\"format\":\"paraf-verification-1\",\"checkedAt\":\"");

        clock.advance(Duration.ofSeconds(5));
        String later = new String(json.of(((Judged) outcome(file)).verification()), UTF_8);
        assertThat(later.replaceFirst("\"checkedAt\":\"[^\"]*\"", "")).as("only the second differs")
                .isEqualTo(new String(first, UTF_8).replaceFirst("\"checkedAt\":\"[^\"]*\"", ""));
        assertThat(later).isNotEqualTo(new String(first, UTF_8));
    }

    @Test
    void aTrustListThatIsHalfReadIsRefusedAtTheStart() throws Exception {
        assertThatThrownBy(() -> with(DataSize.ofMegabytes(1), DataSize.ofMegabytes(2), folder.resolve("nowhere")))
                .isInstanceOf(RefusedToStart.class).hasMessageContaining("no directory");
        assertThatThrownBy(() -> trusting("-----BEGIN CERTIFICATE-----\nbm9uc2Vuc2U=\n-----END CERTIFICATE-----\n"))
                .isInstanceOf(RefusedToStart.class).hasMessageContaining("otoritas-0.pem");
        assertThatThrownBy(() -> trusting("")).isInstanceOf(RefusedToStart.class).hasMessageContaining("no certificate");
        assertThatThrownBy(() -> trusting(SamplePdfs.signerPem())).isInstanceOf(RefusedToStart.class)
                .hasMessageContaining("no authority");
        assertThatThrownBy(() -> trusting(SamplePdfs.rootPem() + "and more\n-----BEGIN CERTIFICATE-----\nAAAA"))
                .isInstanceOf(RefusedToStart.class);
    }

    @Test
    void theTrustListNamesOurOwnFirst() throws Exception {
        Files.writeString(folder.resolve("lain.pem"), SamplePdfs.rootPem());
        Files.writeString(folder.resolve(".keep"), "left alone");
        var list = new TrustList(own, new VerificationSettings(DataSize.ofMegabytes(1), DataSize.ofMegabytes(2), folder));
        assertThat(list.entries()).hasSize(3);
        assertThat(list.entries().subList(0, 2)).allMatch(TrustList.Entry::own);
        assertThat(list.entries().getLast().name()).contains(SamplePdfs.ROOT);
        assertThat(list.entries()).extracting(TrustList.Entry::root).containsExactly(true, false, true);
    }

    @Test
    void settingsThatCannotHoldAreRefusedAtTheStart() {
        assertThatThrownBy(() -> new VerificationSettings(DataSize.ofMegabytes(50), DataSize.ofMegabytes(60), null))
                .isInstanceOf(RefusedToStart.class).hasMessageContaining("100MB");
        assertThatThrownBy(() -> new VerificationSettings(DataSize.ofBytes(0), DataSize.ofMegabytes(60), null))
                .isInstanceOf(RefusedToStart.class).hasMessageContaining("most-bytes");
    }

    /** A sender that never stops. */
    private static class Endless extends InputStream {
        @Override
        public int read() {
            return ' ';
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            return length;
        }
    }
}
