package id.paraf.enrolment;

import java.util.stream.Collectors;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import id.paraf.account.Institutions;
import id.paraf.certificate.CertificateIssued;
import id.paraf.certificate.CertificatesIssued;
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

    /** Runs in the transaction that stores the certificates. */
    @EventListener
    void on(CertificatesIssued issued) {
        var accounts = issued.each().stream().map(CertificateIssued::account).collect(Collectors.toSet());
        if (institutions.lockOf(accounts).values().stream().anyMatch(institution -> !institution.inUse())) {
            throw new IssueRefused("the institution is stopped");
        }
    }
}
