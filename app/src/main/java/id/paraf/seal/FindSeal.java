package id.paraf.seal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;

import id.paraf.account.Account;
import id.paraf.account.Accounts;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.CertificateStatus;
import id.paraf.certificate.CertifySeal;
import id.paraf.certificate.Register;
import id.paraf.esign.Client;

/** Finds the seal that an application names: its own, and no other. */
@Component
public class FindSeal {

    private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final SealRows rows;
    private final Accounts accounts;
    private final CertifySeal certificates;
    private final Register register;

    FindSeal(SealRows rows, Accounts accounts, CertifySeal certificates, Register register) {
        this.rows = rows;
        this.accounts = accounts;
        this.certificates = certificates;
        this.register = register;
    }

    /** What it found. */
    public sealed interface Found {
        /**
         * It can be used.
         *
         * @param responsible gets its codes
         */
        record Usable(Seal seal, UUID key, Certificate certificate, Account responsible) implements Found {
        }

        /** There is none of this application under that id, or it has no certificate: it is not said which. */
        record NotThere() implements Found {
        }

        /** Its certificate is not in force. */
        record NotInForce(CertificateStatus status) implements Found {
        }

        /** Nobody is responsible for it: the account is stopped, or its address is not proven any more. */
        record Orphaned() implements Found {
        }

        /** A sandbox has no seals. */
        record Sandbox() implements Found {
        }
    }

    /** @param id as the application sent it */
    public Found find(Client client, String id) {
        if (client.sandbox()) {
            return new Found.Sandbox();
        }
        var seal = own(client, id).orElse(null);
        if (seal == null || seal.key() == null || seal.certificate() == null) {
            return new Found.NotThere();
        }
        var certificate = certificates.find(seal.certificate(), seal.id()).orElseThrow();
        if (!certificate.usable()) {
            return new Found.NotInForce(certificate.status());
        }
        var responsible = accounts.get(seal.responsible());
        return responsible.disabledAt() != null || responsible.emailVerifiedAt() == null
                || !responsible.works().institution().id().equals(seal.institution()) ? new Found.Orphaned()
                        : new Found.Usable(seal, seal.key(), certificate, responsible);
    }

    private Optional<Seal> own(Client client, String id) {
        String plain = id.strip().toLowerCase(Locale.ROOT);
        return plain.matches(ID) ? rows.find(UUID.fromString(plain)).filter(seal -> seal.client().equals(client.id()))
                : Optional.empty();
    }

    /** DER of the certificate and its issuers up to the root; empty if it is not in force, or not of this application. */
    public Optional<List<byte[]>> chain(Client client, String id) {
        return find(client, id) instanceof Found.Usable usable ? Optional.of(register.chain(usable.certificate()))
                : Optional.empty();
    }
}
