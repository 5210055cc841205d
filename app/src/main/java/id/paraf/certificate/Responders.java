package id.paraf.certificate;

import java.time.Duration;
import java.util.List;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

import id.paraf.keyroom.AuthorityUse;
import id.paraf.pki.Profile;
import id.paraf.pki.Profiles;

/**
 * The certificates that answer OCSP requests in the name of the issuing authority. Nobody checks their status
 * (id-pkix-ocsp-nocheck), so they are short-lived.
 */
@Component
public class Responders implements InitializingBean {

    /** Longer than the longest answer reaches, so that no answer outlives the certificate that signed it. */
    static final Duration RENEWED_BEFORE = Duration.ofDays(12);
    /** "PARAFOCS" as a number. */
    private static final long LOCK = 0x50415241464f4353L;

    private final OwnCertificates own;
    private final OwnCertificates.Kind kind;

    Responders(OwnCertificates own, Repository repository, Profiles profiles) {
        this.own = own;
        this.kind = new OwnCertificates.Kind(profiles.get(Profile.Kind.OCSP_RESPONDER), AuthorityUse.OCSP, "OCSP", RENEWED_BEFORE,
                LOCK, repository.withoutOcsp(Authorities.ISSUING));
    }

    /** All that are valid now, the one that lasts longest first. */
    public List<OwnCertificate> inForce() {
        return own.inForce(kind.profile());
    }

    @Override
    public void afterPropertiesSet() {
        renew();
    }

    /** Makes the next certificate if the last one ends soon. Safe to call at any time and on every node. */
    void renew() {
        own.renew(kind);
    }
}
