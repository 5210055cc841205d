package id.paraf.enrolment;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import id.paraf.account.Institution;
import id.paraf.account.Institutions;
import id.paraf.certificate.CertificateIssued;
import id.paraf.certificate.IssueRefused;

/**
 * No certificate is stored for anybody of an institution that is stopped, whatever led to it and however far that had come: the institution
 * is held while the certificate is stored, so that whoever stops it comes before that or after it.
 */
@Component
class InstitutionGuard {

    private final Institutions institutions;

    InstitutionGuard(Institutions institutions) {
        this.institutions = institutions;
    }

    /** Runs in the transaction that stores the certificate. */
    @EventListener
    void on(CertificateIssued issued) {
        if (institutions.lockOf(issued.account()).filter(found -> !found.inUse()).map(Institution::id).isPresent()) {
            throw new IssueRefused("the institution is stopped");
        }
    }
}
