package id.paraf.signing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import id.paraf.certificate.Certificate;
import id.paraf.certificate.Register;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.Wib;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.KeyroomAway;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.Refusal;
import id.paraf.keyroom.SignOrder;
import id.paraf.keyroom.SignOutcome;
import id.paraf.pades.mark.Mark;
import id.paraf.pades.pdf.PdfPassword;
import id.paraf.pades.sign.Completion;
import id.paraf.pades.sign.Examination;
import id.paraf.pades.sign.ExaminePdf;
import id.paraf.pades.sign.Field;
import id.paraf.pades.sign.Level;
import id.paraf.pades.sign.Place;
import id.paraf.pades.sign.Preparation;
import id.paraf.pades.sign.PreparedSignature;
import id.paraf.pades.sign.SignPdf;
import id.paraf.pades.sign.SignatureRequest;

/**
 * One PDF in, the same PDF with one more signature out: prepared, signed in the keyroom, completed to the level of the moment, read
 * anew and compared with what came in. Changes nothing but the keyroom's orders and counts; whoever calls keeps the file, and
 * records what happened.
 */
@Component
public class SignFile {

    private static final Logger LOG = LoggerFactory.getLogger(SignFile.class);

    private final Workspace workspace;
    private final Register register;
    private final Keyroom keyroom;
    private final SignatureLevels levels;
    private final SignPdf signer;
    private final ExaminePdf examine;
    private final PlaceMark place;
    private final long mostBytes;

    SignFile(Workspace workspace, Register register, Keyroom keyroom, SignatureLevels levels, SigningSettings settings) {
        this.workspace = workspace;
        this.register = register;
        this.keyroom = keyroom;
        this.levels = levels;
        this.signer = new SignPdf(UploadDocument.limits(settings));
        this.examine = new ExaminePdf(UploadDocument.limits(settings));
        this.place = new PlaceMark(UploadDocument.limits(settings));
        this.mostBytes = settings.mostBytes().toBytes();
    }

    /**
     * What is to be signed.
     *
     * @param order      the keyroom carries it out once, whatever it is for (KY-03)
     * @param pdf        as it was shown or sent
     * @param at         when it is signed, as the signature says
     * @param statement  what the signature says about itself
     * @param seen       its visible mark; null for none
     * @param password   opens an encrypted document; null if nobody said one
     */
    public record Task(UUID order, Certificate certificate, byte[] pdf, Instant at, SignatureRequest.Statement statement,
            @Nullable Seen seen, @Nullable PdfPassword password) {
    }

    /** A mark and where it stands. */
    public record Seen(Mark mark, Place place) {
    }

    /** Whose key signs, and what stands beside the signature. */
    public interface Pen {
        /** DER of the certificate and its issuers, up to the root. */
        List<byte[]> chain();

        /** @param sha256 of what the signature is over */
        SignOutcome sign(byte[] sha256);

        /** @param usual the level of the moment */
        Level level(Level usual);
    }

    /** What became of it. */
    public sealed interface Result {
        /** @param level in the words of EN 319 142-1, as {@code B-LT} */
        record Signed(byte[] pdf, String level) implements Result {
        }

        /** This file cannot be signed, or not so; others may be. */
        record Troubled(Trouble trouble) implements Result {
        }

        /** The keyroom said no, and would for every other file. */
        record Refused(Refusal refusal) implements Result {
        }
    }

    /**
     * What is wrong with a file before anybody signs it, whatever is asked of its signature; empty if nothing is.
     *
     * @param password opens an encrypted file; null if nobody said one
     */
    public Optional<Trouble> examine(byte[] pdf, @Nullable PdfPassword password) {
        if (pdf.length == 0) {
            return Optional.of(Trouble.EMPTY);
        }
        if (pdf.length > mostBytes) {
            return Optional.of(Trouble.TOO_LARGE);
        }
        return switch (examine.examine(pdf, password)) {
            case Examination.Refused(var refusal, var cause) -> Optional.of(Trouble.of(refusal, cause));
            case Examination.Signable signable -> Optional.empty();
        };
    }

    /** The box of that size around the first place where a text stands, in points. */
    public PlaceMark.Outcome around(byte[] pdf, @Nullable PdfPassword password, String text, double width, double height) {
        return place.around(pdf, password, text, width, height);
    }

    /** Must not be called inside a transaction. */
    public Result sign(Task task, Passphrase passphrase) {
        return sign(task, new Pen() {
            @Override
            public List<byte[]> chain() {
                return register.chain(task.certificate());
            }

            @Override
            public SignOutcome sign(byte[] sha256) {
                var certificate = task.certificate();
                // KY-03: the order names digest, key and account.
                return keyroom.sign(new SignOrder(task.order(), certificate.key(), certificate.account(),
                        new SignOrder.DocumentDigest(sha256)), passphrase);
            }

            @Override
            public Level level(Level usual) {
                return usual;
            }
        });
    }

    /** The same by a key that is not in the register. */
    public Result sign(Task task, Pen pen) {
        try (var place = workspace.open()) {
            Files.write(place.source(), task.pdf());
            return switch (signer.prepare(place.source(), place.target(), request(task, pen))) {
                case Preparation.Refused(var refusal, var cause) -> new Result.Troubled(Trouble.of(refusal, cause));
                case Preparation.Ready(var prepared) -> {
                    try (prepared) {
                        yield sign(task, prepared, place, pen);
                    }
                }
            };
        } catch (SignatureLevels.Silent e) {
            LOG.warn("Order {} is not completed: {}", task.order(), e.getMessage());
            return new Result.Troubled(e.trouble());
        } catch (KeyroomAway e) {
            LOG.error("Order {} is not carried out", task.order(), e);
            return new Result.Troubled(Trouble.KEYS_AWAY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SignatureRequest request(Task task, Pen pen) {
        // PD-10: the document that was shown, by its digest; SignPdf refuses another.
        var request = SignatureRequest.by(chain(pen), OffsetDateTime.ofInstant(task.at(), Wib.ZONE))
                .saying(task.statement()).ofDocument(Hashes.sha256(task.pdf()));
        if (task.password() != null) {
            request = request.opening(task.password());
        }
        var seen = task.seen();
        return seen == null ? request : request.marked(seen.mark(), new Field.Visible(null, seen.place()));
    }

    private Result sign(Task task, PreparedSignature prepared, Workspace.Place place, Pen pen) throws IOException {
        return switch (pen.sign(prepared.toBeSigned())) {
            case Refusal refusal -> new Result.Refused(refusal);
            case SignOutcome.Signed(byte[] value) -> {
                var level = pen.level(levels.next());
                yield switch (prepared.complete(value, level)) {
                    case Completion.Signed signed ->
                        new Result.Signed(whole(task, Files.readAllBytes(place.target())), name(level));
                    case Completion.TimestampUnusable unusable -> new Result.Troubled(Trouble.TIMESTAMP_MISSING);
                    case Completion.Damaged damaged -> new Result.Troubled(Trouble.DAMAGED);
                    case Completion.WrongValue wrong ->
                        throw new IllegalStateException("The key of certificate " + task.certificate().id() + " is another one");
                };
            }
        };
    }

    /** PD-04: what was shown is the beginning of what is handed out, byte for byte. */
    private static byte[] whole(Task task, byte[] signed) {
        if (Arrays.mismatch(task.pdf(), signed) != task.pdf().length) {
            throw new IllegalStateException("The file of order " + task.order() + " was changed while it was signed");
        }
        return signed;
    }

    private static List<X509CertificateHolder> chain(Pen pen) {
        return pen.chain().stream().map(der -> {
            try {
                return new X509CertificateHolder(der);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }).toList();
    }

    private static String name(Level level) {
        return switch (level) {
            case Level.Basic basic -> "B-B";
            case Level.Timestamped timestamped -> "B-T";
            case Level.LongTerm longTerm -> "B-LT";
            case Level.Archived archived -> "B-LTA";
        };
    }
}
