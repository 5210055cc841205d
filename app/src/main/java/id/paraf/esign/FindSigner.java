package id.paraf.esign;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.account.Account;
import id.paraf.account.Accounts;
import id.paraf.account.Role;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.Register;
import id.paraf.enrolment.Application;
import id.paraf.enrolment.FindPerson;
import id.paraf.enrolment.FindStanding;
import id.paraf.enrolment.Standing;
import id.paraf.enrolment.State;
import id.paraf.sandbox.TestSigner;
import id.paraf.sandbox.TestSigners;

/** Finds the signer whom an application names, at its own institution and nowhere else. */
@Component
public class FindSigner {

    private final FindPerson people;
    private final Accounts accounts;
    private final FindStanding standings;
    private final Register register;
    private final TestSigners tests;

    FindSigner(FindPerson people, Accounts accounts, FindStanding standings, Register register, TestSigners tests) {
        this.people = people;
        this.accounts = accounts;
        this.standings = standings;
        this.register = register;
        this.tests = tests;
    }

    /** How an application names somebody: a NIK, or an e-mail address where there is none. */
    public record Who(String nik, String email) {

        /** Either, as it stands in a path. */
        public static Who of(String either) {
            return either.contains("@") ? new Who("", either) : new Who(either, "");
        }

        @Override
        public String toString() {
            return "Who[•••]";
        }
    }

    /**
     * Whom it found.
     *
     * @param account     null if nobody
     * @param certificate what this person signs with; there exactly if {@code standing} is {@link Standing#ISSUE}
     */
    public record Signer(Standing standing, @Nullable UUID account, @Nullable Certificate certificate) {

        static final Signer NOBODY = new Signer(Standing.NOT_REGISTERED, null, null);
    }

    public Signer find(Client client, Who who) {
        if (client.sandbox()) {
            return tests.find(who.nik(), who.email()).map(FindSigner::signer).orElse(Signer.NOBODY);
        }
        return who.nik().isBlank() ? byEmail(client.institution(), who.email().strip())
                : byNumber(client.institution(), who.nik().strip());
    }

    /** Whether it names two people: somebody by the NIK, and somebody else by the e-mail address. */
    public boolean differ(Client client, Who who) {
        if (who.nik().isBlank() || who.email().isBlank()) {
            return false;
        }
        UUID first = find(client, new Who(who.nik(), "")).account();
        UUID second = find(client, new Who("", who.email())).account();
        return first != null && second != null && !first.equals(second);
    }

    /** The owner of a certificate of the application's institution, with that certificate if it can be signed with. */
    public Signer bySerial(Client client, BigInteger serial) {
        if (client.sandbox()) {
            return tests.bySerial(serial).map(FindSigner::signer).orElse(Signer.NOBODY);
        }
        return register.ofSerial(serial)
                .flatMap(certificate -> account(certificate.account(), client.institution())
                        .map(owner -> certificate.usable() && owner.disabledAt() == null
                                ? new Signer(Standing.ISSUE, owner.id(), certificate)
                                : new Signer(owner.disabledAt() == null ? Standing.of(certificate.status()) : Standing.SUSPEND,
                                        owner.id(), null)))
                .orElse(Signer.NOBODY);
    }

    private static Signer signer(TestSigner test) {
        return test.standing() == Standing.NOT_REGISTERED ? Signer.NOBODY
                : new Signer(test.standing(), test.account(), test.standing() == Standing.ISSUE ? test.certificate() : null);
    }

    /** DER of a certificate that was found, and of its issuers up to the root. */
    public List<byte[]> chain(Client client, Certificate certificate) {
        return client.sandbox() ? tests.chain(certificate) : register.chain(certificate);
    }

    /** What an account is good for. */
    public enum AccountState {
        /** No officer has confirmed yet whose number it is. */
        UNCONFIRMED, INVITED, ACTIVE, STOPPED
    }

    /**
     * Account and certificates of somebody, apart from each other.
     *
     * @param standing where the certificate stands, whatever is with the account
     */
    public record Facts(AccountState account, Standing standing, List<Certificate> certificates) {
    }

    /** Empty if there is nobody of that name at the application's institution. */
    public Optional<Facts> facts(Client client, Who who) {
        var found = find(client, who);
        if (found.standing() == Standing.NOT_REGISTERED) {
            return Optional.empty();
        }
        if (client.sandbox()) {
            return tests.find(who.nik(), who.email()).map(test -> new Facts(AccountState.ACTIVE, test.standing(),
                    test.certificate() == null ? List.of() : List.of(test.certificate())));
        }
        return Optional.of(found.account() == null ? new Facts(AccountState.UNCONFIRMED, found.standing(), List.of())
                : new Facts(state(accounts.get(found.account())), standings.of(found.account()),
                        register.ownedBy(found.account())));
    }

    private static AccountState state(Account account) {
        return account.disabledAt() != null ? AccountState.STOPPED : account.claimed() ? AccountState.ACTIVE : AccountState.INVITED;
    }

    private Signer byEmail(String institution, String email) {
        if (email.isEmpty() || email.chars().anyMatch(Character::isISOControl)) {
            return Signer.NOBODY;
        }
        return accounts.byLogin(email)
                .filter(found -> found.email().toLowerCase(Locale.ROOT).equals(email.toLowerCase(Locale.ROOT)))
                .filter(found -> found.emailVerifiedAt() != null).filter(found -> belongs(found, institution)).map(this::signer)
                .orElse(Signer.NOBODY);
    }

    private Signer byNumber(String institution, String nik) {
        var sent = people.byNumber(institution, nik);
        // Whoever an officer has not seen has typed any number: that alone makes nobody a signer.
        var checked = sent.stream().filter(found -> found.state() == State.ISSUED).map(Application::account).distinct()
                .flatMap(id -> account(id, institution).stream()).map(this::signer).toList();
        return checked.stream().filter(found -> found.certificate() != null).findFirst().or(() -> checked.stream().findFirst())
                .orElseGet(() -> sent.stream().filter(found -> account(found.account(), institution).isPresent())
                        .map(found -> new Signer(Standing.of(found.state()), null, null)).findFirst().orElse(Signer.NOBODY));
    }

    private Optional<Account> account(UUID id, String institution) {
        return accounts.find(id).filter(found -> belongs(found, institution));
    }

    private static boolean belongs(Account account, String institution) {
        return account.institution().equals(institution) && account.is(Role.SIGNER);
    }

    private Signer signer(Account account) {
        var certificates = register.ownedBy(account.id());
        var usable = certificates.stream().filter(Certificate::usable).findFirst();
        if (usable.isPresent()) {
            // Nobody logs in with a stopped account; nothing is signed with it either.
            return account.disabledAt() == null ? new Signer(Standing.ISSUE, account.id(), usable.get())
                    : new Signer(Standing.SUSPEND, account.id(), null);
        }
        return new Signer(standings.of(account.id()), account.id(), null);
    }
}
