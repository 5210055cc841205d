package id.paraf.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.certificate.Authorities;
import id.paraf.certificate.RevocationLists;
import id.paraf.kernel.Job;
import id.paraf.kernel.Origin;
import id.paraf.status.FollowRegister;
import id.paraf.status.Reconciliation;

/** CR-03: OCSP, the lists and the register say the same about every certificate, or somebody is called. */
@Configuration(proxyBeanMethods = false)
class ReconcileStatus {

    private static final Logger LOG = LoggerFactory.getLogger(ReconcileStatus.class);

    @Bean
    Job reconcile(FollowRegister follow, RevocationLists lists, Reconciliation reconciliation, Audit audit,
            TransactionTemplate transaction) {
        return new Job("status.reconcile", Duration.ofHours(1), () -> {
            var found = new ArrayList<>(look(follow, lists, reconciliation));
            if (!found.isEmpty()) {
                // What changed while we looked agrees at the second look.
                found.retainAll(look(follow, lists, reconciliation));
            }
            if (!found.isEmpty()) {
                LOG.error("OCSP, revocation lists and register do not agree: {}", found);
                transaction.executeWithoutResult(status -> audit.record(new AuditEvent("status.mismatch", null, null,
                        "authority:" + Authorities.ISSUING,
                        Map.of("count", Integer.toString(found.size()), "first", found.getFirst()), Origin.SYSTEM)));
            }
        });
    }

    private static List<String> look(FollowRegister follow, RevocationLists lists, Reconciliation reconciliation) {
        follow.catchUp();
        return reconciliation.compare(lists.names(Authorities.ISSUING).stream().map(name -> lists.current(name).orElseThrow().der())
                .toList());
    }
}
