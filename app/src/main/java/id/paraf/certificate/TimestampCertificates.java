package id.paraf.certificate;

import java.time.Duration;
import java.util.List;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

import id.paraf.keyroom.AuthorityUse;
import id.paraf.pki.Profile;
import id.paraf.pki.Profiles;

/**
 * The certificates that sign timestamps. Each signs for a year, and lasts two more in which its tokens can be checked; its
 * status is in OCSP and in the list, as that of any other.
 */
@Component
public class TimestampCertificates implements InitializingBean {

    static final Duration RENEWED_BEFORE = Duration.ofDays(2 * 365);
    /** "PARAFTSA" as a number. */
    private static final long LOCK = 0x5041524146545341L;

    private final OwnCertificates own;
    private final OwnCertificates.Kind kind;

    TimestampCertificates(OwnCertificates own, Repository repository, Profiles profiles) {
        this.own = own;
        this.kind = new OwnCertificates.Kind(profiles.get(Profile.Kind.TIMESTAMP), AuthorityUse.TIMESTAMP, "TSA", RENEWED_BEFORE,
                LOCK,
                repository.of(Authorities.ISSUING));
    }

    /** All that are valid now, the one that lasts longest first: that one signs. */
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
