package id.paraf.seal;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.certificate.CertificateStatus;
import id.paraf.certificate.CertifySeal;
import id.paraf.kernel.Job;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.Keyroom;

/** Ends seals whose certificates are over, whoever revoked them: the key is destroyed, and who is responsible is told. */
@Component
class EndSeals {

    private static final Logger LOG = LoggerFactory.getLogger(EndSeals.class);

    private final SealRows rows;
    private final SealRecord record;
    private final CertifySeal certificates;
    private final Keyroom keyroom;
    private final TransactionTemplate transaction;

    EndSeals(SealRows rows, SealRecord record, CertifySeal certificates, Keyroom keyroom, TransactionTemplate transaction) {
        this.rows = rows;
        this.record = record;
        this.certificates = certificates;
        this.keyroom = keyroom;
        this.transaction = transaction;
    }

    /** @param actor who ended it, or null if it is found so */
    void settle(Seal seal, @Nullable UUID actor, Origin origin) {
        var status = seal.certificate() == null ? null
                : certificates.find(seal.certificate(), seal.id()).map(one -> one.status()).orElse(null);
        if (seal.key() == null || status == null || status == CertificateStatus.ISSUED || status == CertificateStatus.SUSPENDED) {
            return;
        }
        // The key first: a crash leaves a seal that is ended once more, and never a key that works on.
        keyroom.seals().destroy(seal.key());
        transaction.executeWithoutResult(tx -> {
            if (rows.end(seal.id())) {
                record.record("seal.ended", seal, actor, Map.of("certificate", String.valueOf(seal.certificate()), "status",
                        status.name()), origin);
                record.tell(seal, SealRecord.News.ENDED);
            }
        });
    }

    void run() {
        for (var seal : rows.in(Seal.State.ISSUED)) {
            try {
                settle(seal, null, Origin.SYSTEM);
            } catch (RuntimeException e) {
                LOG.warn("Seal {} is not settled yet", seal.id(), e);
            }
        }
    }

    /** The recurring work of seals. */
    @Configuration(proxyBeanMethods = false)
    static class Jobs {

        @Bean
        Job endSeals(EndSeals end) {
            return new Job("seal.end", Duration.ofMinutes(1), end::run);
        }

        @Bean
        Job finishSeals(ConfirmSeal confirm) {
            return new Job("seal.finish", Duration.ofMinutes(1), confirm::finish);
        }
    }
}
