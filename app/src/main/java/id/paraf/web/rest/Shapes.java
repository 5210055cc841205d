package id.paraf.web.rest;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** What is answered, field by field: what is null is left out. The OpenAPI document is made of these. */
final class Shapes {

    private Shapes() {
    }

    /** RFC 9457, with members of our own. */
    record Problem(URI type, String title, int status, String detail, String code, @Nullable List<FieldError> errors,
            @Nullable Integer attemptsLeft, @Nullable Instant until, @Nullable List<FileResult> files, @Nullable String incident) {
    }

    record FieldError(String field, String code, String detail) {
    }

    record Signatures(UUID id, Instant signedAt, Instant availableUntil, String signer, String certificate,
            List<FileResult> files) {
    }

    enum FileStatus {
        SIGNED, FAILED
    }

    record FileResult(int number, String name, FileStatus status, @Nullable UUID id, @Nullable String href, @Nullable String sha256,
            @Nullable String signedSha256, @Nullable String level, @Nullable FileProblem problem) {
    }

    record FileProblem(String code, String detail) {
    }

    enum RequestState {
        RUNNING, FINISHED, DECLINED, EXPIRED, WITHDRAWN
    }

    enum TurnState {
        LATER, ASKED, SIGNED, DECLINED, SKIPPED, LAPSED
    }

    enum Hindrance {
        ACCOUNT, NO_CERTIFICATE, CERTIFICATE, DOCUMENT, UNSAID
    }

    record SignatureRequest(UUID id, String name, RequestState state, Instant begunAt, Instant endsAt, @Nullable Instant endedAt,
            String file, List<RequestSigner> signers) {
    }

    record RequestSigner(int position, TurnState state, @Nullable Instant askedAt, @Nullable Instant doneAt,
            @Nullable Hindrance hindrance) {
    }

    record SignatureRequestChanged(String type, Instant timestamp, RequestProgress data) {
    }

    record RequestProgress(UUID id, RequestState state, List<SignerProgress> signers) {
    }

    record SignerProgress(int position, TurnState state) {
    }

    enum AccountStatus {
        /** An officer has not confirmed yet whose number it is. */
        UNCONFIRMED, INVITED, ACTIVE, STOPPED
    }

    enum CertificateState {
        NONE, WAITING_FOR_DECISION, APPROVED, VALID, SUSPENDED, EXPIRED, REVOKED, REPLACED
    }

    record SignerStatus(boolean canSign, AccountStatus account, CertificateState certificate, @Nullable String serialNumber,
            @Nullable Instant notBefore, @Nullable Instant notAfter) {
    }

    record Certificates(List<Certificate> certificates) {
    }

    record Certificate(String serialNumber, String commonName, CertificateState status, Instant notBefore, Instant notAfter,
            List<byte[]> chain) {
    }

    record SignatureCompleted(String type, Instant timestamp, SignaturesDone data) {
    }

    record SignaturesDone(UUID id, Instant availableUntil, List<FileDone> files) {
    }

    record FileDone(int number, FileStatus status, @Nullable UUID id, @Nullable String signedSha256) {
    }

    record CertificateStatusChanged(String type, Instant timestamp, CertificateChange data) {
    }

    record CertificateChange(String serialNumber, CertificateState status) {
    }

    record TestMessage(String type, Instant timestamp, Nothing data) {
    }

    record Nothing() {
    }

    /** As {@code verification} writes it; here for who reads the description. */
    record Verification(String format, Instant checkedAt, String verdict, VerifiedFile file, String trustList,
            List<VerifiedSignature> signatures) {
    }

    record VerifiedFile(String sha256, long bytes, int pages, int revisions) {
    }

    record VerifiedSignature(String field, String kind, String indication, @Nullable String subIndication, List<String> reasons,
            boolean examined, @Nullable VerifiedSigner signer, @Nullable String sealOf, @Nullable VerifiedStatus status,
            @Nullable String baseline,
            @Nullable Instant claimedAt, @Nullable Instant provenAt, List<VerifiedTimestamp> timestamps, int revision,
            boolean wholeFile, List<String> changesSince, String algorithm,
            Stated stated) {
    }

    record VerifiedTimestamp(@Nullable Instant time, String indication, @Nullable String subIndication, List<String> reasons,
            @Nullable VerifiedSigner authority, @Nullable VerifiedStatus status) {
    }

    record VerifiedStatus(String state, @Nullable Instant since, @Nullable String form, @Nullable Instant issuedAt,
            boolean carried) {
    }

    record VerifiedSigner(String name, String subject, String authority, String issuer, String serialNumber, Instant notBefore,
            Instant notAfter, @Nullable String root) {
    }

    record Stated(@Nullable String name, @Nullable String reason, @Nullable String location) {
    }
}
