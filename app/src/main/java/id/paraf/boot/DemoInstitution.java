package id.paraf.boot;

import java.util.List;
import java.util.Set;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import id.paraf.account.Accounts;
import id.paraf.account.Invitations;
import id.paraf.account.Invitations.Person;
import id.paraf.account.Role;
import id.paraf.kernel.Origin;

/**
 * The people of the demo. Their institution says what they are, in every certificate, too; their names are names, or an
 * application would refuse them. They are invited like anybody else: nobody has a password until someone claims the account
 * through the link in the demo inbox (AU-15).
 */
@Component
@Profile("demo")
class DemoInstitution {

    private static final String INSTITUTION = "Dinas Contoh (Demo)";
    static final List<Person> PEOPLE = List.of(
            new Person("sari", "Sari Contoh", INSTITUTION, "Sekretariat", Set.of(Role.SIGNER), "sari@contoh.example",
                    "+6281200000042", "id"),
            new Person("budi", "Budi Contoh", INSTITUTION, "Sekretariat", Set.of(Role.SIGNER), "budi@contoh.example",
                    "+6281200000043", "id"),
            new Person("rani", "Rani Petugas", INSTITUTION, "Otoritas Pendaftaran", Set.of(Role.OFFICER),
                    "rani@contoh.example", "+6281200000051", "id"),
            new Person("joko", "Joko Petugas", INSTITUTION, "Otoritas Pendaftaran", Set.of(Role.OFFICER),
                    "joko@contoh.example", "+6281200000052", "id"),
            // From another unit: nobody decides on the own one, and who asks from there is decided on, too.
            new Person("tika", "Tika Petugas", INSTITUTION, "Kepegawaian", Set.of(Role.OFFICER),
                    "tika@contoh.example", "+6281200000056", "id"),
            new Person("vina", "Vina Verifikator", INSTITUTION, "Kepegawaian", Set.of(Role.VERIFIKATOR),
                    "vina@contoh.example", "+6281200000053", "id"),
            new Person("omar", "Omar Operator", INSTITUTION, "Penyelenggara", Set.of(Role.CA_OPERATOR),
                    "omar@contoh.example", "+6281200000054", "id"),
            new Person("adi", "Adi Auditor", INSTITUTION, "Inspektorat", Set.of(Role.AUDITOR),
                    "adi@contoh.example", "+6281200000055", "id"));

    private final Accounts accounts;
    private final Invitations invitations;
    private final String origin;

    DemoInstitution(Accounts accounts, Invitations invitations, @Value("${paraf.origin}") String origin) {
        this.accounts = accounts;
        this.invitations = invitations;
        this.origin = origin;
    }

    /** Invites everybody on the first start; later, sends a fresh link to whoever has not come yet. */
    @EventListener(ApplicationReadyEvent.class)
    void open() {
        for (Person person : PEOPLE) {
            accounts.byLogin(person.username()).ifPresentOrElse(
                    account -> invitations.renew(account.id(), null, Origin.SYSTEM),
                    () -> invitations.invite(person, null, Origin.SYSTEM));
        }
        // For the person at the terminal, not for the log: where to go is the one thing that matters now.
        System.out.println("""

                ┌────────────────────────────────────────────────────────────┐
                │  Paraf runs as a demo, on this machine only.               │
                │                                                            │
                │  Open  %-52s│
                │  Claim an account there; its messages arrive there, too.   │
                └────────────────────────────────────────────────────────────┘
                """.formatted(origin + "/demo"));
    }
}
