package id.paraf.certificate;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.pki.Profile;
import id.paraf.pki.Profiles;

/** Every certificate issued to a signer. */
@Component
public class Register {

    private final CertificateRows rows;
    private final KeyRows keys;
    private final SuspensionRows suspensions;
    private final Authorities authorities;
    private final Profiles profiles;
    private final Audit audit;
    private final Clock clock;

    Register(CertificateRows rows, KeyRows keys, SuspensionRows suspensions, Authorities authorities, Profiles profiles,
            Audit audit,
            Clock clock) {
        this.rows = rows;
        this.keys = keys;
        this.suspensions = suspensions;
        this.authorities = authorities;
        this.profiles = profiles;
        this.audit = audit;
        this.clock = clock;
    }

    /** The kind of key to make for a new certificate of a signer: the one that the profile prefers. */
    public KeyAlgorithm signersKeys() {
        return KeyAlgorithm.valueOf(profiles.get(Profile.Kind.SIGNER).keys().getFirst().name());
    }

    /** All certificates of an account, the newest first. */
    public List<Certificate> ownedBy(UUID account) {
        var now = clock.instant();
        return rows.ofAccount(account).stream().map(row -> row.certificate(now)).toList();
    }

    /** One certificate, only if it is this account's. */
    public Optional<Certificate> ownedBy(UUID account, CertificateId id) {
        return find(id).filter(certificate -> certificate.account().equals(account));
    }

    public Optional<Certificate> find(CertificateId id) {
        return rows.find(id).filter(row -> row.der() != null && row.account() != null).map(row -> row.certificate(clock.instant()));
    }

    /** The certificate with this serial number, whatever became of it. */
    public Optional<Certificate> ofSerial(BigInteger serial) {
        return rows.ofSerial(Authorities.ISSUING, serial).filter(row -> row.der() != null && row.account() != null)
                .map(row -> row.certificate(clock.instant()));
    }

    /** The certificate of a keyroom key, revoked or not. */
    public Optional<Certificate> ofKey(UUID key) {
        return rows.everOfKey(key).filter(row -> row.account() != null).map(row -> row.certificate(clock.instant()));
    }

    /**
     * Who revoked a certificate.
     *
     * @param by an account, or null for the product itself
     * @param note what an officer wrote, or null
     */
    public record Revocation(@Nullable UUID by, @Nullable String note) {

        /** In the place of a note where nobody wrote one: it went with its owner's institution. */
        static final String WITH_INSTITUTION = "institution";

        /** Whether it went because its owner's institution ceased to have certificates. */
        public boolean withInstitution() {
            return WITH_INSTITUTION.equals(note);
        }
    }

    /** The certificate that renews this one, whatever became of it. */
    public Optional<Certificate> renewalOf(CertificateId id) {
        return rows.renewalOf(id).filter(row -> row.der() != null).map(row -> row.certificate(clock.instant()));
    }

    /** Whom a signer's certificate names. */
    public Optional<Subject> subject(CertificateId id) {
        return rows.find(id).flatMap(row -> Optional.ofNullable(row.subject()));
    }

    /** What is in force, or suspended, of these accounts. */
    public List<CertificateId> lasting(Collection<UUID> accounts) {
        return rows.lasting(accounts);
    }

    /** What is in force, or suspended, of the seals that name an institution. */
    public List<CertificateId> lastingSeals(String institution) {
        return rows.lastingSeals(institution);
    }

    /** The serial number of whatever was issued, to whomever. */
    public Optional<BigInteger> serial(CertificateId id) {
        return rows.find(id).map(CertificateRows.Row::serial);
    }

    /** When the application led to a certificate that this one goes back to by renewals and replacements. */
    public Optional<Instant> enrolled(CertificateId id) {
        return rows.firstIssued(id);
    }

    /**
     * Certificates in force that nobody renewed and that end soon ({@link Certificate#ENDING}), a page at a time, the first to end
     * first.
     *
     * @param after the last one of the page before, or null for the first page
     */
    public List<Certificate> ending(@Nullable Certificate after, int limit) {
        var now = clock.instant();
        return rows.ending(now.plus(Certificate.ENDING), after, limit).stream().map(row -> row.certificate(now)).toList();
    }

    /** Whether another certificate in force, or suspended, has the same key. */
    public boolean sharesKey(Certificate certificate) {
        var now = clock.instant();
        return keys.counting(certificate.key()).stream().anyMatch(row -> !row.id().equals(certificate.id()) && !row.over(now));
    }

    /** Who revoked it; empty if nobody did. */
    public Optional<Revocation> revocation(CertificateId id) {
        return rows.revocation(id);
    }

    /** The suspension that lasts, or would if the certificate were not over. */
    public Optional<Suspension> suspension(CertificateId id) {
        return suspensions.lasting(id);
    }

    /** Every time a certificate was suspended, the latest first. */
    public List<Suspension> suspensions(CertificateId id) {
        return suspensions.of(id);
    }

    /** Where a page of a search ends: when its last certificate was issued, and which it is. */
    public record Place(Instant at, UUID id) {
    }

    /**
     * Certificates of these accounts, the newest first.
     *
     * @param named accounts whose certificates are sought, whatever else they say
     * @param words part of the common name, or a whole serial number in hexadecimal
     * @param status only of this one, or null
     * @param after only what comes behind it, or null
     */
    public List<Certificate> search(Collection<UUID> accounts, Collection<UUID> named, String words,
            @Nullable CertificateStatus status, @Nullable Place after, int limit) {
        String plain = words.strip().toLowerCase(Locale.ROOT);
        String digits = plain.replaceAll("[\\s:]", "");
        var serial = digits.matches("[0-9a-f]{1,40}") ? new BigInteger(digits, 16) : null;
        var now = clock.instant();
        return rows.search(accounts, named, plain, serial, status, after, limit).stream().map(row -> row.certificate(now)).toList();
    }

    /** The certificate and its issuers up to the root, each in DER. */
    public List<byte[]> chain(Certificate certificate) {
        return List.of(certificate.der(), authorities.issuing().der(), authorities.root().der());
    }

    /** What the owner agreed to when the certificate was applied for; empty for what is not there. */
    public Optional<AgreementAcceptance> agreement(CertificateId id) {
        return rows.find(id).flatMap(row -> Optional.ofNullable(row.agreement()));
    }

    /** Notes that its owner downloaded it. */
    @Transactional
    public boolean downloaded(CertificateId id, UUID account, Origin origin) {
        if (!rows.downloaded(id, account)) {
            return false;
        }
        audit.record(new AuditEvent("certificate.downloaded", account, account, "certificate:" + id, Map.of(), origin));
        return true;
    }
}
