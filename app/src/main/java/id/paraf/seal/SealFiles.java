package id.paraf.seal;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.certificate.Certificate;
import id.paraf.certificate.Register;
import id.paraf.esign.Client;
import id.paraf.esign.Tasks;
import id.paraf.esign.Wanted;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.SealBatch;
import id.paraf.keyroom.SealOutcome;
import id.paraf.keyroom.SealRefusal;
import id.paraf.keyroom.SignOrder;
import id.paraf.keyroom.SignOutcome;
import id.paraf.pades.sign.Level;
import id.paraf.signing.SignFile;
import id.paraf.signing.Trouble;

/** Seals files that an application sends, by a code for so many: all of them, or none is handed out. */
@Component
public class SealFiles {

    private final Tasks tasks;
    private final SignFile signer;
    private final Keyroom keyroom;
    private final Register register;
    private final ActivateSeal activate;
    private final SealRecord record;
    private final TransactionTemplate transaction;

    SealFiles(Tasks tasks, SignFile signer, Keyroom keyroom, Register register, ActivateSeal activate, SealRecord record,
            TransactionTemplate transaction) {
        this.tasks = tasks;
        this.signer = signer;
        this.keyroom = keyroom;
        this.register = register;
        this.activate = activate;
        this.record = record;
        this.transaction = transaction;
    }

    /** What became of it. */
    public sealed interface Outcome {
        /** All of them, in their order. */
        record Done(List<byte[]> files) implements Outcome {
        }

        /** The keyroom said no, and signed nothing. */
        record Refused(SealRefusal refusal) implements Outcome {
        }

        /** Its key, or its code, was ended while files were sealed: none is handed out. */
        record Ended() implements Outcome {
        }

        /** One of the files, counted from 1, cannot be sealed, or not so. */
        record Troubled(int file, Trouble trouble) implements Outcome {
        }
    }

    private record Sealed(byte[] pdf, byte[] signed, String level) {
    }

    /** Must not be called inside a transaction. */
    public Outcome seal(Client client, FindSeal.Found.Usable found, String code, List<Wanted> wanted, Origin origin) {
        var batch = new Tasks.Batch(client, found.seal().id(), found.certificate(), origin);
        var prepared = new ArrayList<SignFile.Task>();
        for (int i = 0; i < wanted.size(); i++) {
            // The key is used for no file as long as one of them cannot be sealed anyway.
            switch (tasks.prepare(batch, wanted.get(i))) {
                case Tasks.Prepared.Ready(var task) -> prepared.add(task);
                case Tasks.Prepared.Impossible(var trouble) -> {
                    return troubled(client, found, i, wanted.get(i).pdf(), trouble, origin);
                }
            }
        }
        return switch (keyroom.seals().open(found.key(), client.id(), code, prepared.size())) {
            case SealOutcome.Refused<SealBatch>(var why) -> {
                transaction.executeWithoutResult(status -> activate.codeRefused(client, found, why, origin));
                yield new Outcome.Refused(why);
            }
            case SealOutcome.Done<SealBatch>(var opened) -> {
                try (opened) {
                    yield seal(client, found, prepared, opened, origin);
                }
            }
        };
    }

    private Outcome seal(Client client, FindSeal.Found.Usable found, List<SignFile.Task> prepared, SealBatch opened,
            Origin origin) {
        var done = new ArrayList<Sealed>();
        for (var task : prepared) {
            switch (signer.sign(task, new Pen(found.certificate(), opened))) {
                case SignFile.Result.Signed(byte[] pdf, String level) -> done.add(new Sealed(task.pdf(), pdf, level));
                case SignFile.Result.Troubled(var trouble) -> {
                    return troubled(client, found, done.size(), task.pdf(), trouble, origin);
                }
                case SignFile.Result.Refused(var refusal) -> {
                    transaction.executeWithoutResult(status -> record.byApplication("seal.document-refused", found.seal(), client,
                            Map.of("reason", refusal.getClass().getSimpleName(), "sha256", hex(task.pdf())), origin));
                    return new Outcome.Ended();
                }
            }
        }
        transaction.executeWithoutResult(status -> record.byApplication("seal.used", found.seal(), client,
                Map.of("documents", Integer.toString(done.size()), "certificate", found.certificate().id().toString(), "level",
                        done.getFirst().level(), "sha256",
                        done.stream().map(one -> hex(one.pdf())).collect(Collectors.joining(" ")), "signedSha256",
                        done.stream().map(one -> hex(one.signed())).collect(Collectors.joining(" "))),
                origin));
        return new Outcome.Done(done.stream().map(Sealed::signed).toList());
    }

    private Outcome troubled(Client client, FindSeal.Found.Usable found, int index, byte[] pdf, Trouble trouble, Origin origin) {
        transaction.executeWithoutResult(status -> record.byApplication("seal.document-refused", found.seal(), client,
                Map.of("reason", trouble.name(), "sha256", hex(pdf)), origin));
        return new Outcome.Troubled(index + 1, trouble);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(Hashes.sha256(bytes));
    }

    /** The seal's key in the keyroom, open for as many documents as were taken out of the code. */
    private final class Pen implements SignFile.Pen {

        private final Certificate certificate;
        private final SealBatch opened;

        Pen(Certificate certificate, SealBatch opened) {
            this.certificate = certificate;
            this.opened = opened;
        }

        @Override
        public List<byte[]> chain() {
            return register.chain(certificate);
        }

        @Override
        public SignOutcome sign(byte[] sha256) {
            return opened.sign(new SignOrder.DocumentDigest(sha256));
        }

        @Override
        public Level level(Level usual) {
            return usual;
        }
    }
}
