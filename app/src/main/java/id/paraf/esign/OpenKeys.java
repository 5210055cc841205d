package id.paraf.esign;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import org.bouncycastle.cert.X509CertificateHolder;
import org.springframework.stereotype.Component;

import id.paraf.certificate.Certificate;
import id.paraf.kernel.SecretText;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.SignOutcome;
import id.paraf.pades.sign.Level;
import id.paraf.pades.sign.ValidationData;
import id.paraf.passphrase.Refusals;
import id.paraf.sandbox.TestSigners;
import id.paraf.signing.SignFile;

/** The key that signs what an application sent: the signer's in the keyroom, or that of a test signer if the application is a sandbox. */
@Component
class OpenKeys {

    private final SignFile signer;
    private final Refusals refusals;
    private final TestSigners tests;

    OpenKeys(SignFile signer, Refusals refusals, TestSigners tests) {
        this.signer = signer;
        this.refusals = refusals;
        this.tests = tests;
    }

    /** Signs one file after the other, until it is closed. */
    interface OpenKey extends AutoCloseable {

        /** Must not be called inside a transaction. What the keyroom refuses is on record when this returns. */
        SignFile.Result sign(SignFile.Task task);

        @Override
        void close();
    }

    OpenKey open(Tasks.Batch batch, SecretText typed) {
        return batch.client().sandbox() ? new Test(typed) : new Real(batch, Passphrase.of(typed.reveal()));
    }

    private final class Real implements OpenKey {

        private final Tasks.Batch batch;
        private final Passphrase passphrase;

        Real(Tasks.Batch batch, Passphrase passphrase) {
            this.batch = batch;
            this.passphrase = passphrase;
        }

        @Override
        public SignFile.Result sign(SignFile.Task task) {
            var result = signer.sign(task, passphrase);
            if (result instanceof SignFile.Result.Refused(var refusal)) {
                // At once, and not with the rest: an attempt counts even if the process ends now.
                refusals.record(batch.account(), batch.certificate().id(), "sign", refusal, batch.origin());
            }
            return result;
        }

        @Override
        public void close() {
            passphrase.close();
        }
    }

    private final class Test implements OpenKey {

        private final SecretText typed;

        Test(SecretText typed) {
            this.typed = typed;
        }

        @Override
        public SignFile.Result sign(SignFile.Task task) {
            return signer.sign(task, new TestPen(task.certificate(), typed));
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    }

    private final class TestPen implements SignFile.Pen {

        private final Certificate certificate;
        private final SecretText typed;

        TestPen(Certificate certificate, SecretText typed) {
            this.certificate = certificate;
            this.typed = typed;
        }

        @Override
        public List<byte[]> chain() {
            return tests.chain(certificate);
        }

        @Override
        public SignOutcome sign(byte[] sha256) {
            return tests.sign(certificate, sha256, typed.reveal());
        }

        /** The same level by the same timestamp authority; of the sandbox's own certificates nobody else knows anything. */
        @Override
        public Level level(Level usual) {
            return switch (usual) {
                case Level.Basic basic -> basic;
                case Level.Timestamped timestamped -> timestamped;
                case Level.LongTerm(var authority, var material) ->
                    new Level.LongTerm(authority, (signers, others) -> with(material, others));
                case Level.Archived(var authority, var material) ->
                    new Level.Archived(authority, (signers, others) -> with(material, others));
            };
        }

        private ValidationData with(ValidationData.Source usual, List<X509CertificateHolder> others) throws IOException {
            var known = usual.gather(List.of(), others);
            return new ValidationData(Stream.concat(chain().stream(), known.certificates().stream()).toList(), known.ocsp(),
                    Stream.concat(tests.lists().stream(), known.crls().stream()).toList());
        }
    }
}
