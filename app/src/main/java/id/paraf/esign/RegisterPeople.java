package id.paraf.esign;

import java.time.Duration;
import java.util.Set;

import org.springframework.stereotype.Component;

import id.paraf.account.InviteMembers;
import id.paraf.account.InviteMembers.Flaw;
import id.paraf.kernel.Origin;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;
import id.paraf.sandbox.TestSigners;

/**
 * Invites people into the institution for an application that an officer allowed to. They come by a link of their own as everybody
 * does, apply and are looked at: an application makes nobody a signer.
 */
@Component
public class RegisterPeople {

    private final InviteMembers invite;
    private final TestSigners tests;
    private final Limits limits;

    RegisterPeople(InviteMembers invite, TestSigners tests, Limits limits) {
        this.invite = invite;
        this.tests = tests;
        this.limits = limits;
    }

    /** What became of it. */
    public sealed interface Outcome {
        /** A link is on its way; in a sandbox nothing is. */
        record Registered() implements Outcome {
        }

        /** Nobody allowed this application to, or not any more. */
        record NotAllowed() implements Outcome {
        }

        /** Nothing was done. */
        record Flawed(Set<Flaw> flaws) implements Outcome {
        }

        /** Too many today. */
        record TooMany(Duration retryAfter) implements Outcome {
        }
    }

    public Outcome register(Client client, String name, String email, Origin origin) {
        var flaws = InviteMembers.flaws(name, email);
        if (!flaws.isEmpty()) {
            return new Outcome.Flawed(flaws);
        }
        if (client.sandbox()) {
            return tests.find("", email).isPresent() ? new Outcome.Flawed(Set.of(Flaw.EMAIL_TAKEN)) : new Outcome.Registered();
        }
        if (client.invitesInto() == null) {
            return new Outcome.NotAllowed();
        }
        if (limits.take(Limit.API_INVITATION_PER_CLIENT, client.id().toString()) instanceof Limits.Outcome.Refused(Duration wait)) {
            return new Outcome.TooMany(wait);
        }
        return switch (invite.inviteFor(client.username(), client.institution(), client.invitesInto(), name, email, origin)) {
            case InviteMembers.Outcome.Invited invited -> new Outcome.Registered();
            case InviteMembers.Outcome.NotAllowed no -> new Outcome.NotAllowed();
            case InviteMembers.Outcome.Flawed(var wrong) ->
                wrong.contains(Flaw.UNIT_STOPPED) ? new Outcome.NotAllowed() : new Outcome.Flawed(wrong);
        };
    }
}
