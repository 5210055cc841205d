package id.paraf.keyroom;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.crypto.SecretKey;

import id.paraf.keyroom.Refusal.GrantRefused.Reason;
import id.paraf.keyroom.proof.FaceProof;
import id.paraf.keyroom.proof.LinkProof;

/** Checks reset grants: that both proofs are genuine, of this journey, fresh and in order. Single use is the database's part. */
final class Grants {

    /** A journey lives 30 minutes, so its link was claimed within them. */
    static final Duration LINK_LIFE = Duration.ofMinutes(30);
    /** A capture session lives 15 minutes. */
    static final Duration FACE_LIFE = Duration.ofMinutes(15);
    /** An officer decides when the officer can; the signer has a day to come back. */
    static final Duration OFFICER_LIFE = Duration.ofHours(24);
    /** A number younger than this may be somebody else's: the key is not kept. */
    static final Duration NUMBER_SETTLES = Duration.ofDays(30);
    /** How long a key rests after a risky reset. */
    static final Duration RISK_FREEZE = Duration.ofHours(24);

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    private final SecretKey linkKey;
    private final SecretKey faceKey;

    Grants(SecretKey linkKey, SecretKey faceKey) {
        this.linkKey = linkKey;
        this.faceKey = faceKey;
    }

    Optional<Reason> whyNot(ResetGrant grant, Instant now) {
        LinkProof link = grant.link();
        FaceProof face = grant.face();
        if (!link.signedBy(linkKey)) {
            return Optional.of(Reason.LINK_FORGED);
        }
        if (!face.signedBy(faceKey)) {
            return Optional.of(Reason.FACE_FORGED);
        }
        if (!link.key().equals(grant.key()) || !link.account().equals(grant.account()) || !link.journey().equals(grant.journey())) {
            return Optional.of(Reason.LINK_OF_ANOTHER_JOURNEY);
        }
        if (!face.key().equals(grant.key()) || !face.account().equals(grant.account()) || !face.journey().equals(grant.journey())) {
            return Optional.of(Reason.FACE_OF_ANOTHER_JOURNEY);
        }
        if (!fresh(link.claimedAt(), LINK_LIFE, now)) {
            return Optional.of(Reason.LINK_EXPIRED);
        }
        if (!fresh(face.checkedAt(), face.officerAssisted() ? OFFICER_LIFE : FACE_LIFE, now)) {
            return Optional.of(Reason.FACE_EXPIRED);
        }
        if (!face.officerAssisted() && face.checkedAt().isBefore(link.claimedAt())) {
            return Optional.of(Reason.FACE_BEFORE_LINK);
        }
        return Optional.empty();
    }

    static boolean numberIsYoung(ResetGrant grant, Instant now) {
        return grant.link().numberSince().isAfter(now.minus(NUMBER_SETTLES));
    }

    static boolean risky(ResetGrant grant, Instant now) {
        return numberIsYoung(grant, now) || grant.face().officerAssisted();
    }

    private static boolean fresh(Instant at, Duration life, Instant now) {
        return !at.isAfter(now.plus(CLOCK_SKEW)) && at.plus(life).isAfter(now);
    }
}
