package id.paraf.web.officer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.account.Account;
import id.paraf.account.Accounts;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.Register;
import id.paraf.certificate.Suspension;
import id.paraf.web.Page;

/** What happened to a certificate, by whom, in words for officers; the latest first. */
@Component
class CertificateHistory {

    private final Register register;
    private final Accounts accounts;

    CertificateHistory(Register register, Accounts accounts) {
        this.register = register;
        this.accounts = accounts;
    }

    List<Moment> of(Certificate certificate, Page page) {
        var moments = new ArrayList<Moment>();
        moments.add(new Moment(certificate.issuedAt(), page.t("officer.certificate.history.issued"), null));
        var suspensions = register.suspensions(certificate.id());
        for (var suspension : suspensions) {
            moments.add(new Moment(suspension.since(),
                    page.t("officer.certificate.history.suspended", who(suspension.by(), certificate, page)), suspension.reason()));
            if (resumed(suspension, suspensions, certificate)) {
                moments.add(new Moment(Objects.requireNonNull(suspension.endedAt()),
                        page.t("officer.certificate.history.resumed", who(suspension.endedBy(), certificate, page)),
                        suspension.note()));
            }
        }
        if (certificate.revokedAt() != null) {
            var revocation = register.revocation(certificate.id());
            moments.add(new Moment(certificate.revokedAt(), page.t("officer.certificate.history.revoked",
                    who(revocation.map(Register.Revocation::by).orElse(null), certificate, page)),
                    revocation.map(Register.Revocation::note).orElse(null)));
        }
        moments.sort(Comparator.comparing(Moment::at).reversed());
        return moments;
    }

    /** One that was taken over, or whose certificate was revoked, did not end by a resumption. */
    private static boolean resumed(Suspension one, List<Suspension> all, Certificate certificate) {
        var end = one.endedAt();
        return end != null && !end.equals(certificate.revokedAt())
                && all.stream().noneMatch(other -> other != one && end.equals(other.since()));
    }

    private String who(@Nullable UUID account, Certificate certificate, Page page) {
        if (certificate.account().equals(account)) {
            return page.t("officer.certificate.history.owner");
        }
        return account == null ? page.brand().name() : accounts.find(account).map(Account::name).orElse(page.brand().name());
    }
}
