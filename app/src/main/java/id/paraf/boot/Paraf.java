package id.paraf.boot;

import java.util.Arrays;
import java.util.stream.Stream;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.modulith.Modulithic;

import id.paraf.account.Accounts;
import id.paraf.account.EnableAccount;
import id.paraf.account.Institutions;
import id.paraf.account.InviteMembers;
import id.paraf.account.Passkeys;
import id.paraf.account.TrustedRoles;
import id.paraf.audit.Audit;
import id.paraf.certificate.CertifiedAddress;
import id.paraf.certificate.CertifyRequest;
import id.paraf.certificate.RevokeCertificate;
import id.paraf.cli.AccountCommand;
import id.paraf.cli.CeremonyCommand;
import id.paraf.cli.CertificateCommand;
import id.paraf.cli.Commands;
import id.paraf.cli.InstitutionCommand;
import id.paraf.cli.InviteCommand;
import id.paraf.cli.PasskeyCommand;
import id.paraf.cli.RoleCommand;
import id.paraf.closing.StopInstitution;
import id.paraf.kernel.Randomness;
import id.paraf.keyroom.OfflineRoot;

/** The application: an electronic-signature trust service in one process. */
@SpringBootApplication(scanBasePackages = "id.paraf", nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@Modulithic(systemName = "Paraf", additionalPackages = "id.paraf", sharedModules = "kernel")
public class Paraf {

    public static void main(String[] arguments) {
        if (InviteCommand.knows(arguments)) {
            System.exit(InviteCommand.understood(arguments) ? invite(arguments) : InviteCommand.usage(System.out));
        }
        if (RoleCommand.knows(arguments)) {
            System.exit(RoleCommand.understood(arguments) ? role(arguments) : RoleCommand.usage(System.out));
        }
        if (InstitutionCommand.knows(arguments)) {
            System.exit(InstitutionCommand.understood(arguments) ? institution(arguments) : InstitutionCommand.usage(System.out));
        }
        if (PasskeyCommand.knows(arguments)) {
            System.exit(PasskeyCommand.understood(arguments) ? forgetPasskeys(arguments) : PasskeyCommand.usage(System.out));
        }
        if (AccountCommand.knows(arguments)) {
            System.exit(AccountCommand.understood(arguments) ? enableAccount(arguments) : AccountCommand.usage(System.out));
        }
        if (CertificateCommand.knows(arguments)) {
            System.exit(CertificateCommand.understood(arguments) ? certify(arguments) : CertificateCommand.usage(System.out));
        }
        if (CeremonyCommand.knows(arguments)) {
            System.exit(ceremony(arguments));
        }
        if (StatusNode.knows(arguments)) {
            if (!StatusNode.understood(arguments)) {
                System.out.println("Usage: serve status");
                System.exit(2);
            }
            StatusNode.application().run(Arrays.copyOfRange(arguments, 2, arguments.length));
            return;
        }
        if (Commands.knows(arguments)) {
            System.exit(Commands.needsApplication(arguments) ? export(arguments) : Commands.run(System.out, arguments));
        }
        var application = new SpringApplication(Paraf.class);
        // Before anything is started or made: what is missing is the only thing that is said.
        application.addInitializers(context -> Foundation.requireRootSecret(context.getEnvironment()));
        application.run(arguments);
    }

    private static int export(String... arguments) {
        try (var node = node(arguments, 3)) {
            return Commands.export(System.out, node.getBean(Audit.class), arguments);
        }
    }

    private static int invite(String... arguments) {
        try (var node = node(arguments, 2)) {
            return InviteCommand.run(System.out, node.getBean(InviteMembers.class),
                    node.getEnvironment().getRequiredProperty("paraf.origin"), arguments);
        }
    }

    private static int role(String... arguments) {
        try (var node = node(arguments, RoleCommand.own(arguments))) {
            return RoleCommand.run(System.out, node.getBean(TrustedRoles.class), arguments);
        }
    }

    private static int institution(String... arguments) {
        try (var node = node(arguments, InstitutionCommand.own(arguments))) {
            return InstitutionCommand.run(System.out, node.getBean(Institutions.class), node.getBean(StopInstitution.class),
                    arguments);
        }
    }

    private static int forgetPasskeys(String... arguments) {
        try (var node = node(arguments, 3)) {
            return PasskeyCommand.run(System.out, node.getBean(Accounts.class), node.getBean(Passkeys.class), arguments);
        }
    }

    private static int enableAccount(String... arguments) {
        try (var node = node(arguments, AccountCommand.OWN)) {
            return AccountCommand.run(System.out, node.getBean(EnableAccount.class), arguments);
        }
    }

    private static int certify(String... arguments) {
        try (var node = node(arguments, 3)) {
            return CertificateCommand.run(System.out, node.getBean(CertifiedAddress.class).moved(),
                    node.getBean(CertifyRequest.class),
                    node.getBean(RevokeCertificate.class),
                    arguments);
        }
    }

    /** Nothing of the application is started: the machine has no network, and the key no database. */
    private static int ceremony(String... arguments) {
        var console = System.console();
        if (console == null || !console.isTerminal()) {
            System.out.println("A ceremony needs a terminal: passphrases are typed by people.");
            return 2;
        }
        return new CeremonyCommand(System.out, question -> console.readPassword("%s: ", question), new Randomness(),
                new Foundation().clock(), OfflineRoot.COST).run(arguments);
    }

    /** One more node, which nobody outside reaches and which ends as soon as the command is done. */
    private static ConfigurableApplicationContext node(String[] arguments, int own) {
        var options = Stream.concat(Arrays.stream(arguments).skip(own),
                Stream.of("--server.port=0", "--server.address=127.0.0.1", "--logging.level.root=WARN"));
        return SpringApplication.run(Paraf.class, options.toArray(String[]::new));
    }
}
