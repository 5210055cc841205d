package id.paraf.esign;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.account.Account;
import id.paraf.account.Accounts;
import id.paraf.account.Institutions;
import id.paraf.account.Role;
import id.paraf.account.Unit;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;

/**
 * What an officer may do for the applications of the own institution: let one in, give it another secret, say where it calls from,
 * stop it. There is none until an officer makes one.
 */
@Component
public class LookAfterClient {

    /** RFC 7617 §2: a user-id has no colon. */
    static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{2,63}";
    private static final int LONGEST_INFO = 200;
    private static final int MOST_NETWORKS = 20;

    private final ClientRows rows;
    private final ClientSecrets secrets;
    private final Accounts accounts;
    private final Institutions institutions;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    LookAfterClient(ClientRows rows, ClientSecrets secrets, Accounts accounts, Institutions institutions, Audit audit,
            ApplicationEventPublisher events) {
        this.events = events;
        this.rows = rows;
        this.secrets = secrets;
        this.accounts = accounts;
        this.institutions = institutions;
        this.audit = audit;
    }

    /** What may be wrong with what an officer typed. */
    public enum Flaw {
        NAME_FORM, NAME_TAKEN, INFO_MISSING, NETWORKS_MISSING, NETWORKS_FORM, NETWORKS_WIDE, UNIT_UNKNOWN
    }

    /** What may be changed later. */
    public record Wish(String info, List<Network> networks, Geometry geometry, @Nullable UUID invitesInto) {
    }

    /**
     * The same as typed.
     *
     * @param networks addresses and networks, one a line or with commas between them
     * @param unit id of the unit into which it may invite people; empty if it may invite nobody
     */
    public record Typed(String info, String networks, Geometry geometry, String unit) {

        /** What may invite nobody. */
        public Typed(String info, String networks, Geometry geometry) {
            this(info, networks, geometry, "");
        }

        private List<String> parts() {
            return List.of(networks.split("[\\s,;]+")).stream().filter(part -> !part.isEmpty()).distinct().toList();
        }

        private Set<Flaw> flaws() {
            var flaws = EnumSet.noneOf(Flaw.class);
            if (info.isBlank() || info.length() > LONGEST_INFO) {
                flaws.add(Flaw.INFO_MISSING);
            }
            if (parts().isEmpty()) {
                flaws.add(Flaw.NETWORKS_MISSING);
            } else if (parts().size() > MOST_NETWORKS || parts().stream().anyMatch(part -> Network.of(part).isEmpty())) {
                flaws.add(Flaw.NETWORKS_FORM);
            } else if (parts().stream().flatMap(part -> Network.of(part).stream()).anyMatch(Network::boundless)) {
                flaws.add(Flaw.NETWORKS_WIDE);
            }
            return flaws;
        }

        private Wish wish(@Nullable Unit invitesInto) {
            return new Wish(info.strip(), parts().stream().map(Network::of).flatMap(Optional::stream).toList(), geometry,
                    invitesInto == null ? null : invitesInto.id());
        }
    }

    /** What became of it. */
    public sealed interface Outcome {
        /** There is a new secret; it is shown once, because nobody can read it again. */
        record Secret(Client client, SecretText secret) implements Outcome {
        }

        record Done() implements Outcome {
        }

        /** It was so before, or somebody was faster: nothing happened. */
        record Unchanged() implements Outcome {
        }

        record Flawed(Set<Flaw> flaws) implements Outcome {
        }

        /** There is no such application for this officer. */
        record NotThere() implements Outcome {
        }
    }

    /** All applications of the officer's institution. */
    public List<Client> all(UUID officer) {
        return officer(officer).map(who -> rows.of(who.institution())).orElse(List.of());
    }

    public Optional<Client> one(UUID officer, UUID id) {
        return officer(officer).flatMap(who -> rows.find(who.institution(), id));
    }

    /**
     * Lets an application in.
     *
     * @param sandbox whether it sees test signers and nobody else; otherwise its signers are those of the institution
     */
    @Transactional
    public Outcome create(UUID officer, String username, boolean sandbox, Typed typed, Origin origin) {
        var who = officer(officer).orElse(null);
        if (who == null) {
            return new Outcome.NotThere();
        }
        var unit = unit(officer, typed.unit()).orElse(null);
        var flaws = flaws(typed, unit);
        if (!username.matches(NAME)) {
            flaws.add(Flaw.NAME_FORM);
        }
        if (!flaws.isEmpty()) {
            return new Outcome.Flawed(flaws);
        }
        UUID id = UUID.randomUUID();
        var secret = secrets.make();
        if (!rows.insert(id, who.institution(), typed.wish(unit), username, sandbox, secrets.hash(secret),
                ClientSecrets.callerKey(secret), officer)) {
            return new Outcome.Flawed(EnumSet.of(Flaw.NAME_TAKEN));
        }
        var client = rows.find(who.institution(), id).orElseThrow();
        var facts = new HashMap<>(facts(typed.wish(unit), unit));
        facts.put("sandbox", Boolean.toString(sandbox));
        record("esign.client.created", client, officer, facts, origin);
        return new Outcome.Secret(client, secret);
    }

    @Transactional
    public Outcome change(UUID officer, UUID id, Typed typed, Origin origin) {
        var client = one(officer, id).orElse(null);
        if (client == null) {
            return new Outcome.NotThere();
        }
        var unit = unit(officer, typed.unit()).orElse(null);
        var flaws = flaws(typed, unit);
        if (!flaws.isEmpty()) {
            return new Outcome.Flawed(flaws);
        }
        if (!rows.change(id, typed.wish(unit))) {
            return new Outcome.Unchanged();
        }
        record("esign.client.changed", client, officer, facts(typed.wish(unit), unit), origin);
        return new Outcome.Done();
    }

    /**
     * Gives it another secret; the one before is worthless from now on.
     *
     * @param number of the secret that the officer saw it has
     */
    @Transactional
    public Outcome rotate(UUID officer, UUID id, int number, Origin origin) {
        var client = one(officer, id).orElse(null);
        if (client == null) {
            return new Outcome.NotThere();
        }
        var secret = secrets.make();
        if (!rows.rotate(id, number, secrets.hash(secret), ClientSecrets.callerKey(secret))) {
            return new Outcome.Unchanged();
        }
        events.publishEvent(new FollowPermissions.ClientChanged(id));
        record("esign.client.rotated", client, officer, Map.of(), origin);
        return new Outcome.Secret(client, secret);
    }

    /** Stops it at once, or lets it in again. */
    @Transactional
    public Outcome enable(UUID officer, UUID id, boolean enabled, Origin origin) {
        var client = one(officer, id).orElse(null);
        if (client == null) {
            return new Outcome.NotThere();
        }
        if (!rows.enable(id, enabled)) {
            return new Outcome.Unchanged();
        }
        events.publishEvent(new FollowPermissions.ClientChanged(id));
        record(enabled ? "esign.client.enabled" : "esign.client.disabled", client, officer, Map.of(), origin);
        return new Outcome.Done();
    }

    private void record(String type, Client client, UUID officer, Map<String, String> facts, Origin origin) {
        var details = new HashMap<>(facts);
        details.put("application", client.username());
        details.put("institution", client.institution());
        audit.record(new AuditEvent(type, null, officer, "esign-client:" + client.id(), details, origin));
    }

    private static Map<String, String> facts(Wish wish, @Nullable Unit unit) {
        return Map.of("networks", wish.networks().stream().map(Network::text).collect(Collectors.joining(" ")), "geometry",
                wish.geometry().name(), "invitesInto", unit == null ? "" : unit.name());
    }

    /** What an application calls itself, whoever asks. */
    public String username(UUID id) {
        return rows.name(id);
    }

    /** The units into which applications of the officer's institution may invite people. */
    public List<Unit> units(UUID officer) {
        return officer(officer).map(who -> institutions.unitsOf(who.works().institution()).stream().filter(Unit::inUse).toList())
                .orElse(List.of());
    }

    private Optional<Unit> unit(UUID officer, String id) {
        return units(officer).stream().filter(one -> one.id().toString().equals(id)).findFirst();
    }

    private static Set<Flaw> flaws(Typed typed, @Nullable Unit unit) {
        var flaws = typed.flaws();
        if (unit == null && !typed.unit().isEmpty()) {
            flaws.add(Flaw.UNIT_UNKNOWN);
        }
        return flaws;
    }

    private Optional<Account> officer(UUID account) {
        return accounts.find(account).filter(found -> found.is(Role.OFFICER) && found.disabledAt() == null);
    }
}
