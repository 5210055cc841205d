package id.paraf.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import id.paraf.certificate.CertifiedAddress;
import id.paraf.certificate.CertifyRequest;
import id.paraf.certificate.RevokeCertificate;
import id.paraf.certificate.RevokeOutcome;
import id.paraf.kernel.Origin;
import id.paraf.pki.Pem;
import id.paraf.pki.RevocationReason;

/** {@code certificate …}: certificates for keys that were made elsewhere, by whoever runs the machine, and their revocation. */
public final class CertificateCommand {

    private static final String USAGE = """
            Usage: certificate tls <request> --dns=<name> [--dns=<name> …] [--out=<file>]
                   certificate seal <request> --institution=<name> --identifier=<NTRID-…|VATID-…> [--name=<name>] [--out=<file>]
                   certificate revoke <serial number> [--reason=KEY_COMPROMISE|SUPERSEDED|CESSATION_OF_OPERATION|PRIVILEGE_WITHDRAWN]
            A certificate that would name another address of lists than the others do is refused, unless --new-address says that it has moved.""";
    private static final String NEW_ADDRESS = "--new-address";

    private CertificateCommand() {
    }

    /** Whether the arguments ask for it. */
    public static boolean knows(String... arguments) {
        return arguments.length > 0 && arguments[0].equals("certificate");
    }

    /** Whether they are complete, so that a node is worth starting for them. */
    public static boolean understood(String... arguments) {
        if (!knows(arguments) || arguments.length < 3 || arguments[2].startsWith("--")) {
            return false;
        }
        return switch (arguments[1]) {
            case "tls" -> !options("dns", arguments).isEmpty();
            case "seal" -> option("institution", arguments).isPresent() && option("identifier", arguments).isPresent();
            case "revoke" -> serial(arguments[2]) != null && reason(arguments) != null;
            default -> false;
        };
    }

    /** What to type. */
    public static int usage(PrintStream out) {
        out.println(USAGE);
        return 2;
    }

    /**
     * 0 done, 1 not, with the reasons on {@code out}, 2 a file cannot be read or written.
     *
     * @param moved the address that this node would write into a certificate, if it is not that of the others
     */
    public static int run(PrintStream out, Optional<CertifiedAddress.Moved> moved, CertifyRequest certify, RevokeCertificate revoke,
            String... arguments) {
        if (arguments[1].equals("revoke")) {
            return revoke(out, revoke, arguments);
        }
        if (moved.isPresent() && !Arrays.asList(arguments).contains(NEW_ADDRESS)) {
            out.println("Nothing was certified: the certificates of this authority say that lists are fetched from "
                    + moved.get().before() + ", and this one would say " + moved.get().now()
                    + ". Start the command with the server's paraf.origin (and paraf.authority.repository); if the address has moved for good, add "
                    + NEW_ADDRESS + ".");
            return 1;
        }
        byte[] request;
        try {
            request = Files.readAllBytes(Path.of(arguments[2]));
        } catch (IOException e) {
            out.println("The file " + arguments[2] + " cannot be read.");
            return 2;
        }
        var outcome = arguments[1].equals("tls") ? certify.server(request, options("dns", arguments), Origin.SYSTEM)
                : certify.seal(request, option("institution", arguments).orElse(""), option("identifier", arguments).orElse(""),
                        option("name", arguments).or(() -> option("institution", arguments)).orElse(""), Origin.SYSTEM);
        return switch (outcome) {
            case CertifyRequest.Outcome.Issued issued -> write(out, issued, option("out", arguments).orElse(null));
            case CertifyRequest.Outcome.Refused(List<String> reasons) -> {
                out.println("Nothing was certified: " + String.join("; ", reasons) + ".");
                yield 1;
            }
        };
    }

    private static int write(PrintStream out, CertifyRequest.Outcome.Issued issued, @Nullable String file) {
        String pem = Pem.certificate(issued.der());
        if (file == null) {
            out.print(pem);
            return 0;
        }
        try {
            Files.writeString(Path.of(file), pem);
        } catch (IOException e) {
            out.print(pem);
            out.println("The file " + file + " cannot be written; the certificate stands above.");
            return 2;
        }
        out.println("Certified under serial number " + issued.serial() + ": " + file);
        return 0;
    }

    private static int revoke(PrintStream out, RevokeCertificate revoke, String... arguments) {
        return switch (revoke.byOperator(java.util.Objects.requireNonNull(serial(arguments[2])),
                java.util.Objects.requireNonNull(reason(arguments)), Origin.SYSTEM)) {
            case RevokeOutcome.Revoked(var at) -> {
                out.println("Revoked at " + at);
                yield 0;
            }
            case RevokeOutcome.AlreadyRevoked(var at) -> {
                out.println("It was revoked at " + at);
                yield 1;
            }
            case RevokeOutcome.NotRevocable none -> {
                out.println("There is no certificate of a server or a seal with this serial number that could be revoked.");
                yield 1;
            }
        };
    }

    /** As openssl and browsers print it. */
    private static @Nullable BigInteger serial(String typed) {
        String digits = typed.replace(":", "");
        return digits.matches("[0-9A-Fa-f]{1,40}") ? new BigInteger(digits, 16) : null;
    }

    private static @Nullable RevocationReason reason(String... arguments) {
        String typed = option("reason", arguments).orElse(RevocationReason.CESSATION_OF_OPERATION.name());
        return Arrays.stream(RevocationReason.values()).filter(reason -> reason != RevocationReason.CERTIFICATE_HOLD)
                .filter(reason -> reason.name().equals(typed)).findFirst().orElse(null);
    }

    private static Optional<String> option(String name, String... arguments) {
        return options(name, arguments).stream().findFirst();
    }

    private static List<String> options(String name, String... arguments) {
        String start = "--" + name + "=";
        return Arrays.stream(arguments).filter(argument -> argument.startsWith(start))
                .map(argument -> argument.substring(start.length())).filter(value -> !value.isBlank()).toList();
    }
}
