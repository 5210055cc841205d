package id.paraf.seal;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.Account;
import id.paraf.account.Accounts;
import id.paraf.account.Institution;
import id.paraf.account.Institutions;
import id.paraf.account.Role;
import id.paraf.certificate.RevocationGround;
import id.paraf.certificate.RevokeCertificate;
import id.paraf.certificate.RevokeOutcome;
import id.paraf.esign.Client;
import id.paraf.esign.LookAfterClient;
import id.paraf.kernel.Explanation;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.Keyroom;

/**
 * What an officer may do for seals of the own institution: order one, say who is responsible, end it. Nothing is made of an order
 * before a CA operator confirmed it.
 */
@Component
public class OrderSeal {

    /** RFC 5280 appendix A, ub-common-name. */
    private static final int LONGEST_NAME = 64;
    /** EN 319 412-1 §5.1.4: what register, which country, and the number there. */
    private static final String IDENTIFIER = "(VAT|NTR|PSD|LEI|[A-Z]{2}:)[A-Z]{2}-[A-Za-z0-9 ./-]{1,50}";
    /** More than a document a second, day and night. */
    private static final int MOST_PER_DAY = 100_000;

    private final SealRows rows;
    private final SealRecord record;
    private final EndSeals end;
    private final Accounts accounts;
    private final Institutions institutions;
    private final LookAfterClient clients;
    private final RevokeCertificate revoke;
    private final Keyroom keyroom;
    private final TransactionTemplate transaction;

    OrderSeal(SealRows rows, SealRecord record, EndSeals end, Accounts accounts, Institutions institutions, LookAfterClient clients,
            RevokeCertificate revoke, Keyroom keyroom, TransactionTemplate transaction) {
        this.rows = rows;
        this.record = record;
        this.end = end;
        this.accounts = accounts;
        this.institutions = institutions;
        this.clients = clients;
        this.revoke = revoke;
        this.keyroom = keyroom;
        this.transaction = transaction;
    }

    /** What may be wrong with what an officer typed. */
    public enum Flaw {
        NAME_MISSING, NAME_TAKEN, IDENTIFIER_FORM, CLIENT_UNKNOWN, PER_DAY_RANGE, RESPONSIBLE_UNKNOWN, RESPONSIBLE_UNPROVEN,
        REASON_MISSING,
        INSTITUTION_STOPPED
    }

    /**
     * As it was typed.
     *
     * @param responsible user name or address of somebody at the institution
     * @param client id of an application of the institution
     */
    public record Typed(String name, String identifier, String responsible, String client, String perDay) {
    }

    /** What can be ordered. */
    record Wish(String name, String identifier, Account responsible, Client client, int perDay) {
    }

    /** What became of it. */
    public sealed interface Outcome {
        record Ordered(UUID seal) implements Outcome {
        }

        record Done() implements Outcome {
        }

        /** It was so before, or somebody was faster: nothing happened. */
        record Unchanged() implements Outcome {
        }

        record Flawed(Set<Flaw> flaws) implements Outcome {
        }

        /** There is no such seal for this officer. */
        record NotThere() implements Outcome {
        }
    }

    /** The applications of the officer's institution that may have a seal: a sandbox has none. */
    public List<Client> clients(UUID officer) {
        return clients.all(officer).stream().filter(client -> !client.sandbox()).toList();
    }

    public Outcome order(UUID officer, Typed typed, Origin origin) {
        var institution = institution(officer).orElse(null);
        if (institution == null) {
            return new Outcome.NotThere();
        }
        var flaws = EnumSet.noneOf(Flaw.class);
        String name = typed.name().strip();
        if (name.isEmpty() || name.codePointCount(0, name.length()) > LONGEST_NAME
                || name.codePoints().anyMatch(Character::isISOControl)) {
            flaws.add(Flaw.NAME_MISSING);
        }
        String identifier = typed.identifier().strip();
        if (!identifier.matches(IDENTIFIER)) {
            flaws.add(Flaw.IDENTIFIER_FORM);
        }
        int perDay = typed.perDay().strip().matches("[0-9]{1,6}") ? Integer.parseInt(typed.perDay().strip()) : 0;
        if (perDay < 1 || perDay > MOST_PER_DAY) {
            flaws.add(Flaw.PER_DAY_RANGE);
        }
        var client = clients(officer).stream().filter(one -> one.id().toString().equals(typed.client())).findFirst().orElse(null);
        if (client == null) {
            flaws.add(Flaw.CLIENT_UNKNOWN);
        }
        if (!institution.inUse()) {
            flaws.add(Flaw.INSTITUTION_STOPPED);
        }
        var responsible = responsible(institution, typed.responsible(), flaws);
        if (!flaws.isEmpty() || client == null || responsible.isEmpty()) {
            return new Outcome.Flawed(flaws);
        }
        UUID id = UUID.randomUUID();
        var wish = new Wish(name, identifier, responsible.get(), client, perDay);
        boolean ordered = Boolean.TRUE.equals(transaction.execute(status -> {
            if (!rows.insert(id, institution.id(), wish, officer)) {
                return false;
            }
            var seal = rows.find(id).orElseThrow();
            record.record("seal.ordered", seal, officer,
                    Map.of("name", name, "identifier", identifier, "institution", institution.name(), "application",
                            client.username(), "responsible", responsible.get().username(), "perDay", Integer.toString(perDay)),
                    origin);
            record.ordered(seal, institution.name());
            return true;
        }));
        return ordered ? new Outcome.Ordered(id) : new Outcome.Flawed(EnumSet.of(Flaw.NAME_TAKEN));
    }

    /** Somebody of the institution whose address is proven: codes go there. */
    private Optional<Account> responsible(Institution institution, String typed, Set<Flaw> flaws) {
        var found = typed.isBlank() || typed.chars().anyMatch(Character::isISOControl) ? Optional.<Account>empty()
                : accounts.byLogin(typed).filter(one -> one.works().institution().id().equals(institution.id()));
        if (found.isEmpty() || found.get().disabledAt() != null) {
            flaws.add(Flaw.RESPONSIBLE_UNKNOWN);
        } else if (found.get().emailVerifiedAt() == null) {
            flaws.add(Flaw.RESPONSIBLE_UNPROVEN);
        }
        return found;
    }

    /** Makes somebody else responsible; every code that was given out is over. */
    public Outcome handOver(UUID officer, UUID id, String login, Origin origin) {
        var seal = own(officer, id).orElse(null);
        if (seal == null) {
            return new Outcome.NotThere();
        }
        var flaws = EnumSet.noneOf(Flaw.class);
        var responsible = responsible(institutions.find(seal.institution()).orElseThrow(), login, flaws);
        if (!flaws.isEmpty() || responsible.isEmpty()) {
            return new Outcome.Flawed(flaws);
        }
        var before = accounts.get(seal.responsible());
        if (seal.key() != null) {
            keyroom.seals().end(seal.key());
        }
        return changed(transaction.execute(status -> {
            boolean changed = rows.handOver(id, responsible.get().id());
            if (changed) {
                record.record("seal.handed-over", seal, officer,
                        Map.of("before", before.username(), "responsible", responsible.get().username()), origin);
                record.tell(seal, before, SealRecord.News.HANDED_OVER);
                record.tell(seal, responsible.get(), SealRecord.News.TAKEN_OVER);
            }
            return changed;
        }));
    }

    /** Takes an order back before anybody confirmed it. */
    public Outcome withdraw(UUID officer, UUID id, Origin origin) {
        var seal = own(officer, id).orElse(null);
        if (seal == null) {
            return new Outcome.NotThere();
        }
        return changed(transaction.execute(status -> {
            boolean changed = rows.refuse(id, null, null);
            if (changed) {
                record.record("seal.withdrawn", seal, officer, Map.of(), origin);
            }
            return changed;
        }));
    }

    /** Revokes its certificate and destroys its key. Not inside a transaction. */
    public Outcome end(UUID officer, UUID id, RevocationGround ground, String words, Origin origin) {
        var seal = own(officer, id).orElse(null);
        if (seal == null) {
            return new Outcome.NotThere();
        }
        var said = Explanation.of(words);
        if (said.isEmpty()) {
            return new Outcome.Flawed(EnumSet.of(Flaw.REASON_MISSING));
        }
        if (seal.state() != Seal.State.ISSUED || seal.certificate() == null) {
            return new Outcome.Unchanged();
        }
        var outcome = revoke.byOfficer(seal.certificate(), officer, ground, said.get().text(), origin);
        end.settle(seal, officer, origin);
        return changed(outcome instanceof RevokeOutcome.Revoked);
    }

    private static Outcome changed(@org.jspecify.annotations.Nullable Boolean changed) {
        return Boolean.TRUE.equals(changed) ? new Outcome.Done() : new Outcome.Unchanged();
    }

    private Optional<Seal> own(UUID officer, UUID id) {
        return institution(officer).flatMap(mine -> rows.find(id).filter(seal -> seal.institution().equals(mine.id())));
    }

    private Optional<Institution> institution(UUID officer) {
        return accounts.find(officer).filter(found -> found.is(Role.OFFICER) && found.disabledAt() == null)
                .map(found -> found.works().institution());
    }
}
