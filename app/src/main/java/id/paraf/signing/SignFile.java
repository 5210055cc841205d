package id.paraf.signing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
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
import id.paraf.pades.sign.Examination;
import id.paraf.pades.sign.ExaminePdf;
import id.paraf.pades.sign.Field;
import id.paraf.pades.sign.Level;
import id.paraf.pades.sign.Place;
import id.paraf.pades.sign.Preparation;
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

    private final Register register;
    private final Keyroom keyroom;
    private final SignatureLevels levels;
    private final SignPdf signer;
    private final ExaminePdf examine;
    private final PlaceMark place;
    private final long mostBytes;

    SignFile(Register register, Keyroom keyroom, SignatureLevels levels, SigningSettings settings) {
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
     * @param seen       where it is signed, and its visible mark; null for a new field that is not seen
     * @param password   opens an encrypted document; null if nobody said one
     * @param level      how long it is to be verifiable; null for what the operator chose
     */
    public record Task(UUID order, Certificate certificate, byte[] pdf, Instant at, SignatureRequest.Statement statement,
            @Nullable Seen seen, @Nullable PdfPassword password, @Nullable SigningLevel level) {
    }

    /**
     * Where it is signed.
     *
     * @param mark what is seen there; null for nothing, which a new and visible field does not allow
     */
    public record Seen(@Nullable Mark mark, Field field) {
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
            case Examination.Refused(var refusal, var cause, _) -> Optional.of(Trouble.of(refusal, cause));
            case Examination.Signable signable -> Optional.empty();
        };
    }

    /**
     * A box on a page.
     *
     * @param movable whether one that only partly lies on its page is moved onto it, and not refused
     */
    public PlaceMark.Outcome within(byte[] pdf, @Nullable PdfPassword password, Place box, boolean movable) {
        return place.within(pdf, password, box, movable);
    }

    /**
     * The box of that size around the first place where a text stands, in points; at the edge of a page, as near to it as can be.
     *
     * @param larger whether it may be larger than the page
     */
    public PlaceMark.Outcome around(byte[] pdf, @Nullable PdfPassword password, String text, double width, double height,
            boolean larger) {
        return place.around(pdf, password, text, width, height, larger);
    }

    /** Must not be called inside a transaction. */
    public Result sign(Task task, Passphrase passphrase) {
        return sign(task, new RegisterPen(task.certificate()) {
            @Override
            public SignOutcome sign(byte[] sha256) {
                return keyroom.sign(order(task, sha256), passphrase);
            }
        });
    }

    /** KY-03: the order names digest, key and account. */
    public static SignOrder order(Task task, byte[] sha256) {
        return new SignOrder(task.order(), task.certificate().key(), task.certificate().account(),
                new SignOrder.DocumentDigest(sha256));
    }

    /** The same by a key that is not in the register. */
    public Result sign(Task task, Pen pen) {
        return switch (begin(task, pen)) {
            case Begun.Impossible(var trouble) -> new Result.Troubled(trouble);
            case Begun.Ready(var begun) -> {
                try (begun) {
                    yield switch (pen.sign(begun.toBeSigned())) {
                        case Refusal refusal -> new Result.Refused(refusal);
                        case SignOutcome.Signed(byte[] value) -> begun.complete(value);
                    };
                } catch (KeyroomAway e) {
                    LOG.error("Order {} is not carried out", task.order(), e);
                    yield new Result.Troubled(Trouble.KEYS_AWAY);
                }
            }
        };
    }

    /** A file that waits for its signature, or why it cannot get one. */
    public sealed interface Begun {
        /** Whoever gets it closes it. */
        record Ready(BegunSignature begun) implements Begun {
        }

        record Impossible(Trouble trouble) implements Begun {
        }
    }

    /** Goes as far as a signature goes without the key: for whoever has several made at once. Must not be called inside a transaction. */
    public Begun begin(Task task, Pen pen) {
        return switch (signer.prepare(task.pdf(), request(task, pen))) {
            case Preparation.Refused<?>(var refusal, var cause) -> new Begun.Impossible(Trouble.of(refusal, cause));
            case Preparation.Ready<byte[]>(var prepared) -> new Begun.Ready(new BegunSignature(task, pen, prepared, levels));
        };
    }

    /** The pen of a key of the register, for whoever has the values made elsewhere: it signs nothing itself. */
    public Pen penOf(Certificate certificate) {
        return new RegisterPen(certificate);
    }

    /** A key of the register. */
    private class RegisterPen implements Pen {

        final Certificate certificate;

        RegisterPen(Certificate certificate) {
            this.certificate = certificate;
        }

        @Override
        public List<byte[]> chain() {
            return register.chain(certificate);
        }

        @Override
        public SignOutcome sign(byte[] sha256) {
            throw new IllegalStateException("This pen is for values that are made elsewhere");
        }

        @Override
        public Level level(Level usual) {
            return usual;
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
        if (seen == null) {
            return request;
        }
        return seen.mark() == null ? request.in(seen.field()) : request.marked(seen.mark(), seen.field());
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
}
