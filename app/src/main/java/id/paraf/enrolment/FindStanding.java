package id.paraf.enrolment;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import id.paraf.certificate.Certificate;
import id.paraf.certificate.Register;

/** Says where a signer stands: what can be signed with comes first, then the newest certificate, then an application. */
@Component
public class FindStanding {

    private final Register register;
    private final Applications applications;

    FindStanding(Register register, Applications applications) {
        this.register = register;
        this.applications = applications;
    }

    public Standing of(UUID account) {
        var certificates = register.ownedBy(account);
        if (certificates.stream().anyMatch(Certificate::usable)) {
            return Standing.ISSUE;
        }
        return certificates.isEmpty()
                ? applications.openOf(account).map(open -> Standing.of(open.state())).orElse(Standing.NO_CERTIFICATE)
                : Standing.of(certificates.getFirst().status());
    }

    /** The same for each of these. */
    public Map<UUID, Standing> of(Collection<UUID> accounts) {
        return accounts.stream().distinct().collect(Collectors.toMap(Function.identity(), this::of));
    }
}
