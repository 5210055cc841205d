package id.paraf.web.rest;

import static id.paraf.web.rest.ErrorCode.BODY_UNREADABLE;
import static id.paraf.web.rest.ErrorCode.BUSY;
import static id.paraf.web.rest.ErrorCode.CERTIFICATE_NOT_USABLE;
import static id.paraf.web.rest.ErrorCode.CROSS_SITE;
import static id.paraf.web.rest.ErrorCode.FIELDS_INVALID;
import static id.paraf.web.rest.ErrorCode.FILE_GONE;
import static id.paraf.web.rest.ErrorCode.FILE_NOT_SIGNABLE;
import static id.paraf.web.rest.ErrorCode.FILE_NOT_VERIFIABLE;
import static id.paraf.web.rest.ErrorCode.IDEMPOTENCY_KEY_MALFORMED;
import static id.paraf.web.rest.ErrorCode.IDEMPOTENCY_KEY_MISSING;
import static id.paraf.web.rest.ErrorCode.IDEMPOTENCY_KEY_REUSED;
import static id.paraf.web.rest.ErrorCode.INSTITUTION_STOPPED;
import static id.paraf.web.rest.ErrorCode.INTERNAL;
import static id.paraf.web.rest.ErrorCode.KEY_FROZEN;
import static id.paraf.web.rest.ErrorCode.KEY_LOCKED;
import static id.paraf.web.rest.ErrorCode.METHOD_NOT_ALLOWED;
import static id.paraf.web.rest.ErrorCode.NOTHING_SIGNED;
import static id.paraf.web.rest.ErrorCode.NOTHING_SIGNED_YET;
import static id.paraf.web.rest.ErrorCode.NOT_ACCEPTABLE;
import static id.paraf.web.rest.ErrorCode.NOT_FOUND;
import static id.paraf.web.rest.ErrorCode.NOT_IN_SANDBOX;
import static id.paraf.web.rest.ErrorCode.PASSPHRASE_WAITING;
import static id.paraf.web.rest.ErrorCode.PASSPHRASE_WRONG;
import static id.paraf.web.rest.ErrorCode.REMINDER_NOT_POSSIBLE;
import static id.paraf.web.rest.ErrorCode.REMINDER_TOO_SOON;
import static id.paraf.web.rest.ErrorCode.REQUEST_ENDED;
import static id.paraf.web.rest.ErrorCode.REQUEST_MALFORMED;
import static id.paraf.web.rest.ErrorCode.REQUEST_UNDER_WAY;
import static id.paraf.web.rest.ErrorCode.SIGNER_NOT_FOUND;
import static id.paraf.web.rest.ErrorCode.TOO_LARGE;
import static id.paraf.web.rest.ErrorCode.TOO_MANY_REQUESTS;
import static id.paraf.web.rest.ErrorCode.UNAUTHORIZED;
import static id.paraf.web.rest.ErrorCode.UNSUPPORTED_MEDIA_TYPE;

import java.util.List;

import org.springframework.stereotype.Component;

import id.paraf.web.RawRoutes;
import id.paraf.web.rest.Operation.Field;

/** Every call there is: what is answered, and what is described. */
@Component
class Operations {

    static final String BASE = "/rest/v1";
    /** Served without credentials: it is about nobody. */
    static final String DESCRIPTION = "/openapi.json";
    /** What every call may end in. */
    static final List<ErrorCode> EVERYWHERE = List.of(REQUEST_MALFORMED, UNAUTHORIZED, INSTITUTION_STOPPED, CROSS_SITE,
            METHOD_NOT_ALLOWED,
            NOT_ACCEPTABLE, TOO_MANY_REQUESTS, INTERNAL, BUSY);
    private static final List<ErrorCode> FORM = List.of(BODY_UNREADABLE, TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, FIELDS_INVALID);

    private final List<Operation> all;

    Operations(SignatureCalls signatures, RequestCalls requests, VerificationCalls verifications, SignerLookups signers) {
        this.all = List.of(
                new Operation("createSignatures", "POST", "/signatures", true, signForm(), 201, Shapes.Signatures.class,
                        List.of(Reply.JSON, Reply.PDF),
                        with(FORM, IDEMPOTENCY_KEY_MISSING, IDEMPOTENCY_KEY_MALFORMED,
                                IDEMPOTENCY_KEY_REUSED, REQUEST_UNDER_WAY, SIGNER_NOT_FOUND,
                                CERTIFICATE_NOT_USABLE, PASSPHRASE_WRONG, PASSPHRASE_WAITING, KEY_LOCKED, KEY_FROZEN,
                                NOTHING_SIGNED,
                                FILE_GONE),
                        signatures::create),
                new Operation("getSignatures", "GET", "/signatures/{signature}", false, List.of(), 200, Shapes.Signatures.class,
                        List.of(Reply.JSON), List.of(NOT_FOUND), signatures::show),
                new Operation("getSignedFile", "GET", "/signatures/{signature}/files/{file}", false, List.of(), 200, null,
                        List.of(Reply.PDF), List.of(NOT_FOUND, FILE_GONE), signatures::download),
                new Operation("createSignatureRequest", "POST", "/signature-requests", true,
                        List.of(Field.required("file", "file"), Field.required("asker", "text"), Field.required("signer", "texts"),
                                Field.of("message", "text"), Field.of("until", "date")),
                        201, Shapes.SignatureRequest.class, List.of(Reply.JSON),
                        with(FORM, NOT_IN_SANDBOX, IDEMPOTENCY_KEY_MISSING, IDEMPOTENCY_KEY_MALFORMED,
                                IDEMPOTENCY_KEY_REUSED, REQUEST_UNDER_WAY,
                                FILE_NOT_SIGNABLE),
                        requests::create),
                new Operation("getSignatureRequest", "GET", "/signature-requests/{request}", false, List.of(), 200,
                        Shapes.SignatureRequest.class, List.of(Reply.JSON), List.of(NOT_FOUND), requests::show),
                new Operation("getRequestedFile", "GET", "/signature-requests/{request}/file", false, List.of(), 200, null,
                        List.of(Reply.PDF), List.of(NOT_FOUND, NOTHING_SIGNED_YET, FILE_GONE), requests::download),
                new Operation("remindSigner", "POST", "/signature-requests/{request}/reminder", false, List.of(), 200,
                        Shapes.SignatureRequest.class, List.of(Reply.JSON),
                        List.of(NOT_FOUND, REQUEST_ENDED, REMINDER_TOO_SOON, REMINDER_NOT_POSSIBLE), requests::remind),
                new Operation("withdrawSignatureRequest", "POST", "/signature-requests/{request}/withdrawal", false, List.of(), 200,
                        Shapes.SignatureRequest.class, List.of(Reply.JSON), List.of(NOT_FOUND, REQUEST_ENDED), requests::withdraw),
                new Operation("createVerification", "POST", "/verifications", false,
                        List.of(Field.required("file", "file"), Field.of("password", "secret")), 200, Shapes.Verification.class,
                        List.of(Reply.JSON, Reply.XML, Reply.PDF), with(FORM, FILE_NOT_VERIFIABLE), verifications::verify),
                new Operation("getSigner", "GET", "/signers/{signer}", false, List.of(), 200, Shapes.SignerStatus.class,
                        List.of(Reply.JSON), List.of(NOT_FOUND), signers::status),
                new Operation("getSignerCertificates", "GET", "/signers/{signer}/certificates", false, List.of(), 200,
                        Shapes.Certificates.class, List.of(Reply.JSON), List.of(NOT_FOUND), signers::certificates));
    }

    private static List<Field> signForm() {
        return SignForm.FIELDS.stream().map(name -> switch (name) {
            case "file" -> Field.required(name, "files");
            case "passphrase" -> Field.required(name, "secret");
            case "password" -> Field.of(name, "secret");
            case "picture" -> Field.of(name, "file");
            case "mark" -> Field.choice(name, SignForm.MARKS);
            case "origin" -> Field.choice(name, SignForm.ORIGINS);
            case "x", "y", "width", "height" -> Field.of(name, "number");
            default -> Field.of(name, "text");
        }).toList();
    }

    private static List<ErrorCode> with(List<ErrorCode> some, ErrorCode... more) {
        return java.util.stream.Stream.concat(some.stream(), java.util.Arrays.stream(more)).toList();
    }

    List<Operation> all() {
        return all;
    }

    RawRoutes routes() {
        return new RawRoutes(java.util.stream.Stream.concat(java.util.stream.Stream.of("GET " + BASE + DESCRIPTION),
                all.stream().map(one -> one.method() + " " + BASE + one.path())).toList());
    }
}
