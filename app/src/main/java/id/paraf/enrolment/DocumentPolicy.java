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

    /** The same of one application: a correction takes a letter whatever the policy is, and needs one where it has to be believed. */
    public Demand demand(Application application, EvidenceKind kind) {
        if (!application.correction()) {
            return demand(kind);
        }
        boolean taken = kind == EvidenceKind.RECOMMENDATION || demand(kind) != Demand.NONE;
        return application.documentsNeeded().contains(kind) ? Demand.REQUIRED : taken ? Demand.OPTIONAL : Demand.NONE;
    }

    /** What the page asks for; empty if there is no such page. */
    public List<EvidenceKind> asked() {
        return List.of(EvidenceKind.values()).stream().filter(kind -> demand(kind) != Demand.NONE).toList();
    }

    /** The same of one application. */
    public List<EvidenceKind> asked(Application application) {
        return List.of(EvidenceKind.values()).stream().filter(kind -> demand(application, kind) != Demand.NONE).toList();
    }

    /** What an officer may ask to be corrected. */
    public List<Step> correctable() {
        return Step.CORRECTABLE.stream().filter(step -> step != Step.DOCUMENTS || !asked().isEmpty()).toList();
    }

    /** The same of one application. */
    public List<Step> correctable(Application application) {
        return application.correction() ? List.of(Step.IDENTITY, Step.DOCUMENTS) : correctable();
    }

    /** What has to be there with an application for a certificate. */
    Set<EvidenceKind> needed() {
        var needed = EnumSet.noneOf(EvidenceKind.class);
        asked().stream().filter(kind -> demand(kind) == Demand.REQUIRED).forEach(needed::add);
        return Collections.unmodifiableSet(needed);
    }
}
