package id.paraf.enrolment;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import id.paraf.evidence.EvidenceKind;

/**
 * Which documents go with an application. By default both may and none has to: an institution that invites its own people knows
 * them already.
 *
 * @param recommendation a letter in which the institution asks for the certificate
 * @param idCard a photo of the identity card
 */
@ConfigurationProperties("paraf.enrolment.documents")
public record DocumentPolicy(@DefaultValue("OPTIONAL") Demand recommendation, @DefaultValue("OPTIONAL") Demand idCard) {

    /** How much one is wanted. */
    public enum Demand {
        NONE, OPTIONAL, REQUIRED
    }

    public Demand demand(EvidenceKind kind) {
        return switch (kind) {
            case RECOMMENDATION -> recommendation;
            case ID_CARD -> idCard;
        };
    }

    /** What the page asks for; empty if there is no such page. */
    public List<EvidenceKind> asked() {
        return List.of(EvidenceKind.values()).stream().filter(kind -> demand(kind) != Demand.NONE).toList();
    }

    /** What an officer may ask to be corrected. */
    public List<Step> correctable() {
        return Step.CORRECTABLE.stream().filter(step -> step != Step.DOCUMENTS || !asked().isEmpty()).toList();
    }

    /** What has to be there and is not. */
    Set<EvidenceKind> missing(Set<EvidenceKind> there) {
        var missing = EnumSet.noneOf(EvidenceKind.class);
        asked().stream().filter(kind -> demand(kind) == Demand.REQUIRED && !there.contains(kind)).forEach(missing::add);
        return Collections.unmodifiableSet(missing);
    }
}
