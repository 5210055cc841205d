package id.paraf.web.officer;

import id.paraf.enrolment.LookAfterCertificate;
import id.paraf.web.certificate.CertificateView;

/** A certificate of the institution as the console shows it, and why this officer leaves it to others. */
public record ShownCertificate(LookAfterCertificate.Item item, CertificateView view) {

    public String href() {
        return "/officer/certificates/" + item.certificate().id();
    }
}
