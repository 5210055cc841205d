package id.paraf.seal;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.account.Account;
import id.paraf.account.Accounts;
import id.paraf.account.Institutions;
import id.paraf.account.Role;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.CertifySeal;
import id.paraf.certificate.Register;
import id.paraf.esign.LookAfterClient;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.SealKeyState;

/** Seals as the console shows them: to officers those of their institution, to CA operators all of them. */
@Component
public class ReadSeals {

    private static final int LONGEST_LIST = 200;

    private final SealRows rows;
    private final Accounts accounts;
    private final Institutions institutions;
    private final LookAfterClient clients;
    private final CertifySeal certificates;
    private final Register register;
    private final Keyroom keyroom;

    ReadSeals(SealRows rows, Accounts accounts, Institutions institutions, LookAfterClient clients, CertifySeal certificates,
            Register register, Keyroom keyroom) {
        this.rows = rows;
        this.accounts = accounts;
        this.institutions = institutions;
        this.clients = clients;
        this.certificates = certificates;
        this.register = register;
        this.keyroom = keyroom;
    }

    /**
     * A seal with everything that is known about it.
     *
     * @param client the application's user name
     * @param responsible who gets its codes
     * @param certificate null before it was issued
     * @param key null before it was made
     * @param revocation who revoked the certificate and why; null if nobody did
     */
    public record Sheet(Seal seal, String institution, String client, Account responsible, Account orderedBy,
            @Nullable Certificate certificate, @Nullable SealKeyState key, Register.@Nullable Revocation revocation) {
    }

    /** Those of the officer's institution, the newest first. */
    public List<Sheet> ofOfficer(UUID officer) {
        return officer(officer).map(who -> rows.of(who.works().institution().id()).stream().map(this::sheet).toList())
                .orElse(List.of());
    }

    /** One of the officer's institution. */
    public Optional<Sheet> ofOfficer(UUID officer, UUID id) {
        return officer(officer).flatMap(who -> rows.find(id)
                .filter(seal -> seal.institution().equals(who.works().institution().id()))).map(this::sheet);
    }

    /** All there are, those that wait for a decision first. */
    public List<Sheet> all() {
        return rows.all(LONGEST_LIST).stream().map(this::sheet).toList();
    }

    public Optional<Sheet> one(UUID id) {
        return rows.find(id).map(this::sheet);
    }

    private Sheet sheet(Seal seal) {
        var certificate = seal.certificate() == null ? null : certificates.find(seal.certificate(), seal.id()).orElse(null);
        return new Sheet(seal, institutions.find(seal.institution()).orElseThrow().name(), clients.username(seal.client()),
                accounts.get(seal.responsible()), accounts.get(seal.orderedBy()), certificate,
                seal.key() == null ? null : keyroom.seals().state(seal.key()).orElse(null),
                certificate == null ? null : register.revocation(certificate.id()).orElse(null));
    }

    private Optional<Account> officer(UUID account) {
        return accounts.find(account).filter(found -> found.is(Role.OFFICER) && found.disabledAt() == null);
    }
}
