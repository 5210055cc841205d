package id.paraf.webhook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import id.paraf.account.Institution;
import id.paraf.account.Institutions;
import id.paraf.certificate.CertificateId;
import id.paraf.certificate.CertificateIssued;
import id.paraf.certificate.CertificateRevoked;
import id.paraf.certificate.CertificatesIssued;
import id.paraf.certificate.Register;
import id.paraf.certificate.SuspensionChanged;
import id.paraf.esign.RequestMoved;
import id.paraf.esign.SignEach.Each;
import id.paraf.esign.SignaturesMade;
import id.paraf.kernel.SerialText;

/** Writes down what applications are to be told, in the transaction in which it happens. */
@Component
class Announce {

    private final Targets targets;
    private final Outbox outbox;
    private final Institutions institutions;
    private final Register register;

    Announce(Targets targets, Outbox outbox, Institutions institutions, Register register) {
        this.targets = targets;
        this.outbox = outbox;
        this.institutions = institutions;
        this.register = register;
    }

    @EventListener
    public void signed(SignaturesMade made) {
        if (targets.find(made.client().id()).isEmpty()) {
            return;
        }
        var files = new ArrayList<Map<String, Object>>();
        int number = 0;
        for (var each : made.outcome().files()) {
            var file = new LinkedHashMap<String, Object>();
            file.put("number", ++number);
            file.put("status", each instanceof Each.Signed ? "SIGNED" : "FAILED");
            if (each instanceof Each.Signed signed) {
                file.put("id", signed.id().toString());
                file.put("signedSha256", signed.signedSha256());
            }
            files.add(file);
        }
        var data = new LinkedHashMap<String, Object>();
        data.put("id", made.outcome().signature().toString());
        data.put("availableUntil", made.outcome().until().toString());
        data.put("files", files);
        outbox.add(made.client().id(), Webhooks.SIGNED, data);
    }

    /** Every step of a request that an application began. */
    @EventListener
    public void moved(RequestMoved moved) {
        if (targets.find(moved.client()).isEmpty()) {
            return;
        }
        var signers = new ArrayList<Map<String, Object>>();
        for (var turn : moved.turns()) {
            var signer = new LinkedHashMap<String, Object>();
            signer.put("position", turn.position());
            signer.put("state", turn.state());
            signers.add(signer);
        }
        var data = new LinkedHashMap<String, Object>();
        data.put("id", moved.request().toString());
        data.put("state", moved.state());
        data.put("signers", signers);
        outbox.add(moved.client(), Webhooks.REQUEST, data);
    }

    @EventListener
    public void issued(CertificatesIssued issued) {
        var accounts = issued.each().stream().map(CertificateIssued::account).collect(Collectors.toSet());
        var told = told(accounts);
        issued.each().forEach(one -> changed(told.getOrDefault(one.account(), List.of()), one.certificate(), "VALID"));
    }

    @EventListener
    public void revoked(CertificateRevoked revoked) {
        changed(revoked.account(), revoked.certificate(), revoked.replaced() ? "REPLACED" : "REVOKED");
    }

    @EventListener
    public void suspended(SuspensionChanged change) {
        switch (change.change()) {
            case SUSPENDED -> changed(change.account(), change.certificate(), "SUSPENDED");
            case RESUMED -> changed(change.account(), change.certificate(), "VALID");
            case TAKEN_OVER -> {
                // It was stopped before, and still is.
            }
        }
    }

    private void changed(UUID account, CertificateId certificate, String status) {
        changed(told(Set.of(account)).getOrDefault(account, List.of()), certificate, status);
    }

    /** Who wants to hear of the certificates of these accounts, by account. */
    private Map<UUID, List<UUID>> told(Set<UUID> accounts) {
        var places = institutions.of(accounts);
        var clients = targets.of(places.values().stream().map(Institution::name).collect(Collectors.toSet()));
        return places.entrySet().stream().filter(place -> clients.containsKey(place.getValue().name()))
                .collect(Collectors.toMap(Map.Entry::getKey,
                        place -> Objects.requireNonNull(clients.get(place.getValue().name()))));
    }

    private void changed(List<UUID> clients, CertificateId certificate, String status) {
        if (clients.isEmpty()) {
            return;
        }
        register.find(certificate).ifPresent(one -> {
            var data = new LinkedHashMap<String, Object>();
            data.put("serialNumber", SerialText.of(one.serial()));
            data.put("status", status);
            clients.forEach(client -> outbox.add(client, Webhooks.CERTIFICATE, data));
        });
    }
}
