package id.paraf.jobs;

import java.util.Map;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import id.paraf.account.Role;
import id.paraf.account.TrustedRoles;
import id.paraf.certificate.DefectsFound;
import id.paraf.notice.Notices;
import id.paraf.notice.Outgoing;
import id.paraf.notice.Template;

/** A night's findings reach everybody who runs the authority, in one message and not one for each; the console lists them. */
@Component
class TellOperators {

    private final TrustedRoles roles;
    private final Notices notices;

    TellOperators(TrustedRoles roles, Notices notices) {
        this.roles = roles;
        this.notices = notices;
    }

    /** Runs in the transaction that ends the run. */
    @EventListener
    void on(DefectsFound found) {
        for (var holder : roles.holders()) {
            var operator = holder.account();
            if (operator.is(Role.CA_OPERATOR) && operator.disabledAt() == null && operator.claimed()) {
                notices.send(new Outgoing.Mail(operator.id(), operator.email(), Template.LINT_FINDINGS, operator.language(),
                        Map.of("count", Integer.toString(found.count()), "first", String.join("\n", found.first())),
                        "/operator/lints", null));
            }
        }
    }
}
