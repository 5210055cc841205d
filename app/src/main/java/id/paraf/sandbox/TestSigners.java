package id.paraf.sandbox;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.certificate.Certificate;
import id.paraf.certificate.CertificateId;
import id.paraf.certificate.CertificateStatus;
import id.paraf.enrolment.Standing;
import id.paraf.keyroom.Refusal;
import id.paraf.keyroom.SignOutcome;
import id.paraf.pki.RevocationReason;

/**
 * One signer in every standing that there is. Any passphrase is right but three words, each of which is answered as the real thing
 * would be: there is no secret to guess, and none that somebody could take for a credential.
 */
@Component
public class TestSigners {

    /** The passphrase that is wrong. */
    public static final String WRONG = "salah";
    /** The passphrase after which one has to wait. */
    public static final String WAITING = "tunggu";
    /** The passphrase that was wrong too often. */
    public static final String LOCKED = "terkunci";

    /** The code that is wrong. */
    public static final String WRONG_CODE = "000000";
    /** The code whose time is over, which is answered as a wrong one is. */
    public static final String EXPIRED_CODE = "111111";
    /** The code that is right and for one file less than are sent. */
    public static final String CODE_FOR_FEWER = "222222";

    /** Provinces are numbered from 11; below 2^53, so that programs that read a NIK as a number keep its last digits. */
    private static final long FIRST_NIK = 1_000_000_000_000_001L;
    /** "sandbox!" in ASCII, with the version and variant bits of a UUID set to none that is ever made. */
    private static final long ACCOUNT = 0x73616e64626f7821L;
    private static final Duration WAIT = Duration.ofMinutes(5);
    private static final int LEFT = 2;
    /** In the order in which they are numbered; new ones go to the end. */
    private static final List<Standing> ALL = List.of(Standing.ISSUE, Standing.EXPIRED, Standing.RENEW,
            Standing.WAITING_FOR_VERIFICATION, Standing.NEW, Standing.NO_CERTIFICATE, Standing.NOT_REGISTERED, Standing.SUSPEND,
            Standing.REVOKE);
    private static final Map<Standing, CertificateStatus> STATUS = Map.of(Standing.ISSUE, CertificateStatus.ISSUED,
            Standing.EXPIRED, CertificateStatus.EXPIRED, Standing.RENEW, CertificateStatus.RENEW, Standing.SUSPEND,
            CertificateStatus.SUSPENDED, Standing.REVOKE, CertificateStatus.REVOKED);

    private final SandboxAuthority authority;
    private final Clock clock;

    TestSigners(SandboxAuthority authority, Clock clock) {
        this.authority = authority;
        this.clock = clock;
    }

    /** Whether an id is that of a test signer, where accounts are named. */
    public static boolean is(UUID account) {
        return account.getMostSignificantBits() == ACCOUNT;
    }

    /** All of them, {@link Standing#NOT_REGISTERED} included: it has a name that can be asked for, and is nobody. */
    public List<TestSigner> all() {
        return ALL.stream().map(this::signer).toList();
    }

    /** The one of that number or address. */
    public Optional<TestSigner> find(String nik, String email) {
        return ALL.stream()
                .filter(one -> nik.isBlank() ? email(one).equals(email.strip().toLowerCase(Locale.ROOT))
                        : nik(one).equals(nik.strip()))
                .findFirst().map(this::signer);
    }

    /** The owner of a certificate of the sandbox. */
    public Optional<TestSigner> bySerial(BigInteger serial) {
        return all().stream().filter(one -> one.certificate() != null && one.certificate().serial().equals(serial)).findFirst();
    }

    /** A certificate of the sandbox, its issuer and its root, DER. */
    public List<byte[]> chain(Certificate certificate) {
        return Stream.concat(Stream.of(certificate.der()), authority.issuers().stream()).toList();
    }

    /** The lists of issuer and root, DER. */
    public List<byte[]> lists() {
        return authority.lists();
    }

    /** Signs for whoever owns the certificate, or says no as the keyroom would. */
    public SignOutcome sign(Certificate certificate, byte[] sha256, String passphrase) {
        return switch (passphrase.strip().toLowerCase(Locale.ROOT)) {
            case WRONG -> new Refusal.WrongPassphrase(LEFT);
            case WAITING -> new Refusal.Waiting(clock.instant().plus(WAIT), false);
            case LOCKED -> new Refusal.LockedUntilReset(false);
            default -> leaf(standing(certificate.account())).key().signDigest(sha256);
        };
    }

    /** What a code is in a sandbox. */
    public enum Code {
        RIGHT, WRONG, EXPIRED, TOO_FEW
    }

    /** Six digits are right but three that are there to be refused. */
    public static Code code(String typed) {
        return switch (typed) {
            case WRONG_CODE -> Code.WRONG;
            case EXPIRED_CODE -> Code.EXPIRED;
            case CODE_FOR_FEWER -> Code.TOO_FEW;
            default -> typed.matches("[0-9]{6}") ? Code.RIGHT : Code.WRONG;
        };
    }

    private static Standing standing(UUID account) {
        return ALL.stream().filter(one -> account(one).equals(account)).findFirst()
                .orElseThrow(() -> new IllegalStateException("No test signer has account " + account));
    }

    private TestSigner signer(Standing standing) {
        return new TestSigner(standing, account(standing), nik(standing), email(standing), certificate(standing));
    }

    private static UUID account(Standing standing) {
        return new UUID(ACCOUNT, ALL.indexOf(standing) + 1L);
    }

    private static String nik(Standing standing) {
        return Long.toString(FIRST_NIK + ALL.indexOf(standing));
    }

    private static String email(Standing standing) {
        return standing.name().toLowerCase(Locale.ROOT).replace('_', '-') + "@sandbox.invalid";
    }

    private SandboxAuthority.Leaf leaf(Standing standing) {
        // By the year, so that every node makes the same for a year.
        var year = OffsetDateTime.of(clock.instant().atOffset(ZoneOffset.UTC).getYear(), 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
        boolean over = standing == Standing.EXPIRED;
        return authority.leaf("UJI COBA " + standing, year.minusYears(over ? 3 : 0).toInstant(),
                year.plusYears(over ? -1 : 2).toInstant().minusSeconds(1));
    }

    private @Nullable Certificate certificate(Standing standing) {
        var status = STATUS.get(standing);
        if (status == null) {
            return null;
        }
        var leaf = leaf(standing);
        boolean revoked = status == CertificateStatus.REVOKED;
        Instant begun = leaf.notBefore();
        return new Certificate(new CertificateId(account(standing)), account(standing), account(standing), "UJI COBA " + standing,
                leaf.serial(), begun, leaf.notAfter(), status, begun, revoked ? begun.plus(Duration.ofHours(1)) : null,
                revoked ? RevocationReason.CESSATION_OF_OPERATION : null, null, null, null, leaf.der());
    }
}
