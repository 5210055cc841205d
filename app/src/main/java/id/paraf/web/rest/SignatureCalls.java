package id.paraf.web.rest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.enrolment.Standing;
import id.paraf.esign.FindSigner;
import id.paraf.esign.Orders;
import id.paraf.esign.Orders.Begun;
import id.paraf.esign.SignEach;
import id.paraf.esign.SignEach.Each;
import id.paraf.esign.SignedFiles;
import id.paraf.kernel.SerialText;
import id.paraf.keyroom.Refusal;
import id.paraf.signing.SigningSettings;
import id.paraf.web.esign.Marks;
import id.paraf.web.rest.Shapes.FileProblem;
import id.paraf.web.rest.Shapes.FileResult;
import id.paraf.web.rest.Shapes.FileStatus;

/** Signs files, and hands out what was signed. */
@Component
class SignatureCalls {

    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final FindSigner signers;
    private final SignEach sign;
    private final Orders orders;
    private final SignedFiles files;
    private final Marks marks;
    private final Writer writer;
    private final int mostFiles;

    SignatureCalls(FindSigner signers, SignEach sign, Orders orders, SignedFiles files, Marks marks, Writer writer,
            SigningSettings settings) {
        this.signers = signers;
        this.sign = sign;
        this.orders = orders;
        this.files = files;
        this.marks = marks;
        this.writer = writer;
        this.mostFiles = settings.mostFiles();
    }

    Reply create(Call call) {
        String key = Keys.of(call);
        var form = new SignForm(new Upload(call.request(), Set.copyOf(SignForm.FIELDS), "rest.error.fields-invalid.signing"), marks,
                mostFiles);
        if (call.accepts().equals(Reply.PDF) && form.files.size() != 1) {
            throw new Failure(ErrorCode.NOT_ACCEPTABLE);
        }
        var answer = switch (orders.begin(call.client(), key, form.content())) {
            case Begun.Answered(var before) -> before;
            case Begun.OtherContent other -> throw new Failure(ErrorCode.IDEMPOTENCY_KEY_REUSED);
            case Begun.UnderWay now -> throw new Failure(ErrorCode.REQUEST_UNDER_WAY).after(AGAIN);
            case Begun.Ours(var order) -> carryOut(order, form, call);
        };
        return reply(answer, call);
    }

    private Orders.Answer carryOut(Orders.Order order, SignForm form, Call call) {
        boolean done = false;
        try {
            var signer = form.certificate.map(serial -> signers.bySerial(call.client(), serial))
                    .orElseGet(() -> signers.find(call.client(), form.who()));
            if (signer.account() == null || signer.certificate() == null) {
                throw new Failure(signer.standing() == Standing.NOT_REGISTERED ? ErrorCode.SIGNER_NOT_FOUND
                        : ErrorCode.CERTIFICATE_NOT_USABLE);
            }
            var answer = sign.sign(order, call.client(), signer.account(), signer.certificate(), form.passphrase, form.wanted(),
                    outcome -> answer(outcome, form, call.words()), call.origin());
            done = true;
            return answer;
        } finally {
            if (!done) {
                // Nothing came of it: it may be sent again under its key.
                orders.giveUp(order);
            }
        }
    }

    private Orders.Answer answer(SignEach.Outcome outcome, SignForm form, Words words) {
        var results = new ArrayList<FileResult>();
        for (int i = 0; i < outcome.files().size(); i++) {
            results.add(result(i + 1, form.files.get(i).name(), outcome, words));
        }
        if (outcome.anySigned()) {
            return new Orders.Answer(201, writer.json(new Shapes.Signatures(outcome.signature(), outcome.at(), outcome.until(),
                    outcome.certificate().commonName(), SerialText.of(outcome.certificate().serial()), results)));
        }
        var failure = outcome.refusal() == null ? new Failure(ErrorCode.NOTHING_SIGNED) : failure(outcome.refusal());
        return new Orders.Answer(failure.code().status(),
                writer.json(writer.problem(failure, words, outcome.refusal() == null ? results : null, null)));
    }

    private static FileResult result(int number, String name, SignEach.Outcome outcome, Words words) {
        return switch (outcome.files().get(number - 1)) {
            case Each.Signed(UUID id, String sha256, String signedSha256, String level) -> new FileResult(number, name,
                    FileStatus.SIGNED, id, "/rest/v1/signatures/" + outcome.signature() + "/files/" + id, sha256, signedSha256,
                    level, null);
            case Each.Troubled(var trouble) ->
                failed(number, name, ErrorCode.kebab(trouble), words.t("signing.trouble." + trouble));
            case Each.Stopped(var refusal) -> {
                var failure = failure(refusal);
                yield failed(number, name, failure.code().code(), words.t("rest.error." + failure.code().code() + ".detail"));
            }
        };
    }

    private static FileResult failed(int number, String name, String code, String detail) {
        return new FileResult(number, name, FileStatus.FAILED, null, null, null, null, null, new FileProblem(code, detail));
    }

    /** What the keyroom said, as an application is told. */
    private static Failure failure(Refusal refusal) {
        return switch (refusal) {
            case Refusal.WrongPassphrase(int left) -> new Failure(ErrorCode.PASSPHRASE_WRONG).withAttempts(left);
            case Refusal.Waiting(var until, boolean counted) ->
                (counted ? new Failure(ErrorCode.PASSPHRASE_WRONG).withAttempts(0) : new Failure(ErrorCode.PASSPHRASE_WAITING))
                        .until(until);
            case Refusal.LockedUntilReset(boolean counted) ->
                counted ? new Failure(ErrorCode.PASSPHRASE_WRONG).withAttempts(0).saying("rest.error.key-locked.detail")
                        : new Failure(ErrorCode.KEY_LOCKED);
            case Refusal.Frozen(var until) -> new Failure(ErrorCode.KEY_FROZEN).until(until);
            case Refusal.Suspended suspended -> new Failure(ErrorCode.CERTIFICATE_NOT_USABLE);
            case Refusal.NoSuchKey gone -> new Failure(ErrorCode.CERTIFICATE_NOT_USABLE);
            case Refusal.Replayed replayed -> throw new IllegalStateException("An order of its own was carried out before");
            case Refusal.Tampered tampered -> throw new IllegalStateException("A key's row does not belong to it");
            case Refusal.SamePassphrase same -> throw new IllegalStateException("Nothing was changed");
            case Refusal.GrantRefused grant -> throw new IllegalStateException("Nothing was reset");
        };
    }

    private Reply reply(Orders.Answer answer, Call call) {
        if (answer.status() != 201) {
            return Reply.problem(answer.status(), answer.json(), writer.read(answer.json(), Shapes.Problem.class).until());
        }
        var signatures = writer.read(answer.json(), Shapes.Signatures.class);
        if (!call.accepts().equals(Reply.PDF)) {
            return Reply.json(201, answer.json()).at("/rest/v1/signatures/" + signatures.id());
        }
        return file(signatures, signatures.files().getFirst().id(), call);
    }

    /** The same as when it was made, as long as it is remembered. */
    Reply show(Call call) {
        return Reply.json(200, answered(call).json());
    }

    private Orders.Answer answered(Call call) {
        return Keys.id(call.variable("signature")).flatMap(id -> orders.find(call.client(), id))
                .filter(answer -> answer.status() == 201)
                .orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND));
    }

    Reply download(Call call) {
        var signatures = writer.read(answered(call).json(), Shapes.Signatures.class);
        return file(signatures, Keys.id(call.variable("file")).orElse(null), call);
    }

    private Reply file(Shapes.Signatures signatures, @Nullable UUID id, Call call) {
        var signed = signatures.files().stream().filter(one -> id != null && id.equals(one.id())).findFirst()
                .orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND));
        return files.read(call.client(), signatures.id(), java.util.Objects.requireNonNull(signed.id()), call.origin())
                .map(pdf -> Reply.pdf(pdf, signed.name())).orElseThrow(() -> new Failure(ErrorCode.FILE_GONE));
    }
}
