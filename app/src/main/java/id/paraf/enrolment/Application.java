package id.paraf.enrolment;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import id.paraf.certificate.AgreementAcceptance;
import id.paraf.certificate.CertificateId;
import id.paraf.evidence.EvidenceKind;

/**
 * An application: for a certificate, or to correct what is recorded about a person.
 *
 * @param id its name; also the id of its photos' capture journey
 * @param kind what is applied for
 * @param account the applicant
 * @param institution of the applicant when the application began
 * @param unit likewise
 * @param state where it stands
 * @param consentedAt when the use of data and photos was agreed to
 * @param identity who the applicant is
 * @param draft what was typed for that and kept although it is not right or not whole yet, or null
 * @param documents what was handed in
 * @param documentsNeeded what has to be
 * @param documentsMissing what has to be handed in and was not
 * @param photos how many reference photos there are: 0 or 3
 * @param byOfficer whether an officer is asked to look instead of the camera (SF-13)
 * @param agreement what was accepted
 * @param key the keyroom's id of the sealed key
 * @param startedAt when it began
 * @param changedAt when anything about it changed last
 * @param submittedAt when it was sent, the last time
 * @param firstSubmittedAt when it was sent for the first time: how old its evidence is counts from here (RA-04)
 * @param decidedAt when an officer decided
 * @param firstBy which officer approved it first, where two have to; null otherwise
 * @param decidedBy which officer
 * @param reason why it was rejected or sent back, in words for the applicant
 * @param certificate what came of it
 * @param unissuable why the authority cannot issue what was approved, in its own terms; null as long as nothing stands in the way
 * @param returnedFor what an officer sent it back for; empty unless it is with the applicant for that
 * @param corrected which of these were corrected
 */
public record Application(UUID id, Kind kind, UUID account, String institution, String unit, State state,
        @Nullable Instant consentedAt,
        @Nullable Identity identity, @Nullable Identity draft, Set<EvidenceKind> documents, Set<EvidenceKind> documentsNeeded,
        Set<EvidenceKind> documentsMissing, int photos, boolean byOfficer,
        @Nullable AgreementAcceptance agreement, @Nullable UUID key,
        Instant startedAt, Instant changedAt, @Nullable Instant submittedAt, @Nullable Instant firstSubmittedAt,
        @Nullable Instant decidedAt,
        @Nullable UUID firstBy, @Nullable UUID decidedBy, @Nullable String reason, @Nullable CertificateId certificate,
        @Nullable String unissuable,
        Set<Step> returnedFor, Set<Step> corrected) {

    /** What is applied for. */
    public enum Kind {
        /** A certificate with a key of its own. */
        CERTIFICATE,
        /** "Perbaikan data": that something is recorded otherwise. */
        CORRECTION
    }

    /** How many live photos an application has. */
    public static final int PHOTOS = 3;

    public boolean correction() {
        return kind == Kind.CORRECTION;
    }

    public boolean photosDone() {
        return photos == PHOTOS || byOfficer;
    }

    /** Whether no camera saw the applicant, so that the officer has to: there is no photo that anything could be held against. */
    public boolean unseen() {
        return kind == Kind.CERTIFICATE && photos < PHOTOS;
    }

    /** What is still to be corrected. */
    public Set<Step> toCorrect() {
        return returnedFor.stream().filter(step -> !corrected.contains(step)).collect(Collectors.toUnmodifiableSet());
    }

    Application with(int count, Set<EvidenceKind> handedIn) {
        var missing = documentsNeeded.stream().filter(needed -> !handedIn.contains(needed)).collect(Collectors.toUnmodifiableSet());
        return new Application(id, kind, account, institution, unit, state, consentedAt, identity, draft, handedIn,
                documentsNeeded, missing, count, byOfficer, agreement, key,
                startedAt, changedAt, submittedAt, firstSubmittedAt, decidedAt, firstBy, decidedBy, reason, certificate, unissuable,
                returnedFor, corrected);
    }

    /** A short number to speak about it: the first eight digits of its id. */
    public String number() {
        return id.toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
    }
}
