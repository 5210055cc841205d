package id.paraf.keyroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.crypto.SecretKey;

import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.jspecify.annotations.Nullable;

import id.paraf.pki.der.Shapes;

/** Keys of authorities, sealed by the keyroom's secret. Each signs only what its use allows, and only after it was read. */
final class Authorities {

    private static final String SEAL = "the seal of the key does not open: wrong root secret, or the row was changed";

    private final Database database;
    private final SecretKey sealing;
    private final SecureRandom random;
    private final Clock clock;

    Authorities(Database database, SecretKey secret, SecureRandom random, Clock clock) {
        this.database = database;
        this.sealing = Seal.derive(secret, "paraf keyroom authority v1");
        this.random = random;
        this.clock = clock;
    }

    record Row(UUID id, AuthorityUse use, KeyAlgorithm algorithm, byte[] publicKey, byte[] sealed) {

        byte[] binding() {
            byte[] text = ("authority|" + id + "|" + use + "|" + algorithm + "|")
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            byte[] hash = SignerRow.sha256(publicKey);
            byte[] binding = Arrays.copyOf(text, text.length + hash.length);
            System.arraycopy(hash, 0, binding, text.length, hash.length);
            return binding;
        }

        KeyEvents.AuthorityKey event() {
            return new KeyEvents.AuthorityKey(id, use, SignerRow.sha256(publicKey));
        }
    }

    NewKey create(UUID id, AuthorityUse use, KeyAlgorithm algorithm) {
        KeyPair pair = KeyPairs.generate(algorithm, random);
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        byte[] key = sealing.getEncoded();
        try {
            var bare = new Row(id, use, algorithm, pair.getPublic().getEncoded(), new byte[0]);
            byte[] sealed = Seal.seal(key, pkcs8, bare.binding(), random);
            database.transaction(connection -> {
                KeyEvents.write(connection, KeyEvent.AuthorityAct.MADE, bare.event(), List.of(KeyEvents.Message.NONE),
                        clock.instant());
                return Database.update(connection, """
                        INSERT INTO keyroom.authority_key (id, use, algorithm, public_key, sealed, created_at)
                        VALUES (?, ?, ?, ?, ?, ?)""", id, use, algorithm, bare.publicKey(), sealed, clock.instant());
            });
            return new NewKey(id, algorithm, bare.publicKey());
        } finally {
            Seal.wipe(pkcs8, key);
        }
    }

    Optional<NewKey> find(UUID id) {
        return row(id).map(r -> new NewKey(r.id(), r.algorithm(), r.publicKey()));
    }

    /** RFC 5280 §4.1.1.1. What is to be signed of them is announced in one commit. */
    List<AuthorityOutcome> signCertificates(UUID key, List<byte[]> all) {
        return signAll(key, EnumSet.of(AuthorityUse.ROOT, AuthorityUse.ISSUING), all, "TBSCertificate", row -> {
            var type = certificateAlgorithm(identifier(row.algorithm()));
            var fit = all.stream().map(tbs -> is(tbs, type)).toList();
            announce(KeyEvent.AuthorityAct.SIGNS_CERTIFICATE, row, IntStream.range(0, all.size()).filter(fit::get)
                    .mapToObj(i -> new KeyEvents.Message(SignerRow.sha256(all.get(i)),
                            TBSCertificate.getInstance(all.get(i)).getSerialNumber().getPositiveValue()))
                    .toList());
            return fit.stream().map(yes -> yes ? Optional.<String>empty() : Optional.of(notOne("TBSCertificate", row))).toList();
        });
    }

    /** RFC 5280 §5.1.1.1. */
    AuthorityOutcome signCrl(UUID key, byte[] tbs) {
        return sign(key, EnumSet.of(AuthorityUse.ROOT, AuthorityUse.ISSUING), tbs, "TBSCertList",
                row -> isCertList(tbs, row.algorithm())
                        ? announce(KeyEvent.AuthorityAct.SIGNS_LIST, row,
                                List.of(new KeyEvents.Message(SignerRow.sha256(tbs), null)))
                        : notOne("TBSCertList", row));
    }

    /** Whether it is a list that names this algorithm inside as it will outside (RFC 5280 §5.1.2.2). */
    static boolean isCertList(byte[] tbs, KeyAlgorithm algorithm) {
        try {
            return Shapes.isCertList(tbs, identifier(algorithm).getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** RFC 2986 §4.1: a request for this key's own certificate, which wishes for nothing. */
    AuthorityOutcome signRequest(UUID key, byte[] info) {
        return sign(key, EnumSet.of(AuthorityUse.ISSUING), info, "CertificationRequestInfo", row -> is(info, der -> {
            var request = CertificationRequestInfo.getInstance(der);
            boolean own = Arrays.equals(request.getSubjectPublicKeyInfo().getEncoded(), row.publicKey());
            return own && request.getAttributes().size() == 0 ? request : null;
        }) ? null : "not a DER CertificationRequestInfo for its own key");
    }

    /** RFC 6960 §4.2.1. ResponseData names no algorithm: it stands beside the signature. */
    AuthorityOutcome signOcsp(UUID key, byte[] responseData) {
        return sign(key, EnumSet.of(AuthorityUse.OCSP), responseData, "ResponseData",
                row -> Shapes.isResponseData(responseData) ? null : "not a DER ResponseData");
    }

    private static String notOne(String name, Row row) {
        return "not a DER " + name + " for " + row.algorithm().signatureName();
    }

    /** Says durably what is about to be signed: whoever has the signature has the event. */
    private @Nullable String announce(KeyEvent.AuthorityAct act, Row row, List<KeyEvents.Message> messages) {
        if (!messages.isEmpty()) {
            database.transaction(connection -> {
                KeyEvents.write(connection, act, row.event(), messages, clock.instant());
                return true;
            });
        }
        return null;
    }

    /** What has to be durable before a signature exists; a sentence if there must be none. */
    interface Before {
        @Nullable String commit(Row row);
    }

    /** Opens an OCSP key for as long as the caller keeps it. */
    OcspSigner openOcsp(UUID key) {
        return new OcspSigner(open(key, AuthorityUse.OCSP));
    }

    /** Opens a timestamp key for as long as the caller keeps it. */
    TimestampSigner openTimestamp(UUID key) {
        return new TimestampSigner(open(key, AuthorityUse.TIMESTAMP), clock);
    }

    private OpenKey open(UUID key, AuthorityUse use) {
        Row row = row(key).orElseThrow(() -> new IllegalStateException("No authority key " + key));
        if (row.use() != use || row.algorithm() != KeyAlgorithm.P256) {
            throw new IllegalStateException("Only a P-256 key for " + use + " stays open here, not one for " + row.use());
        }
        byte[] pkcs8 = open(row);
        if (pkcs8 == null) {
            throw new IllegalStateException(SEAL);
        }
        try {
            return new OpenKey(pkcs8);
        } finally {
            Seal.wipe(pkcs8);
        }
    }

    private byte @Nullable [] open(Row row) {
        byte[] sealingKey = sealing.getEncoded();
        try {
            return Seal.open(sealingKey, row.sealed(), row.binding());
        } finally {
            Seal.wipe(sealingKey);
        }
    }

    AuthorityOutcome signAuditHead(UUID key, byte[] head) {
        return sign(key, EnumSet.of(AuthorityUse.AUDIT), head, "head of an audit trail", algorithm -> AuditHead::read, row -> null);
    }

    /** Reads DER as one type; null or an exception if it is not that type. */
    interface Type {
        @Nullable ASN1Object read(ASN1Primitive der) throws IOException;
    }

    /** A type whose values name the signature algorithm they are to be signed with. */
    interface TypeFor {
        Type with(AlgorithmIdentifier algorithm);
    }

    static Type certificateAlgorithm(AlgorithmIdentifier algorithm) {
        return der -> {
            var certificate = TBSCertificate.getInstance(der);
            // RFC 5280 §4.1.2.3: the same algorithm inside as outside.
            return certificate.getSignature().equals(algorithm) ? certificate : null;
        };
    }

    private AuthorityOutcome sign(UUID key, Set<AuthorityUse> uses, byte[] message, String name, TypeFor type, Before before) {
        return sign(key, uses, message, name,
                row -> is(message, type.with(identifier(row.algorithm()))) ? before.commit(row) : notOne(name, row));
    }

    /** Signs with a key of one of these uses if {@code before} has nothing against it. */
    AuthorityOutcome sign(UUID key, Set<AuthorityUse> uses, byte[] message, String name, Before before) {
        return signAll(key, uses, List.of(message), name, row -> List.of(Optional.ofNullable(before.commit(row)))).getFirst();
    }

    /** What has to be durable before any of several signatures exists; a sentence for each of which there must be none. */
    private interface BeforeAll {
        List<Optional<String>> commit(Row row);
    }

    private List<AuthorityOutcome> signAll(UUID key, Set<AuthorityUse> uses, List<byte[]> messages, String name, BeforeAll before) {
        Row row = row(key).orElse(null);
        if (row == null) {
            return refused(messages, "no such authority key");
        }
        if (!uses.contains(row.use())) {
            return refused(messages, "a key for " + row.use() + " does not sign a " + name);
        }
        byte[] pkcs8 = open(row);
        if (pkcs8 == null) {
            return refused(messages, SEAL);
        }
        try {
            var refusals = before.commit(row);
            var outcomes = new ArrayList<AuthorityOutcome>();
            for (int i = 0; i < messages.size(); i++) {
                var refusal = refusals.get(i);
                outcomes.add(refusal.isPresent() ? new AuthorityOutcome.Refused(refusal.get())
                        : new AuthorityOutcome.Signed(KeyPairs.sign(row.algorithm(), pkcs8, messages.get(i), random)));
            }
            return outcomes;
        } finally {
            Seal.wipe(pkcs8);
        }
    }

    private static List<AuthorityOutcome> refused(List<byte[]> messages, String reason) {
        return Collections.nCopies(messages.size(), new AuthorityOutcome.Refused(reason));
    }

    static AlgorithmIdentifier identifier(KeyAlgorithm algorithm) {
        return new DefaultSignatureAlgorithmIdentifierFinder().find(algorithm.signatureName());
    }

    /** Whether the bytes are exactly one value of the type in DER: re-encoded from its parts it is the same. */
    static boolean is(byte[] message, Type type) {
        try {
            var parsed = type.read(ASN1Primitive.fromByteArray(message));
            return parsed != null && Arrays.equals(parsed.toASN1Primitive().getEncoded(ASN1Encoding.DER), message);
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private Optional<Row> row(UUID id) {
        return database.find(rs -> new Row(rs.getObject("id", UUID.class), AuthorityUse.valueOf(rs.getString("use")),
                KeyAlgorithm.valueOf(rs.getString("algorithm")), rs.getBytes("public_key"), rs.getBytes("sealed")),
                "SELECT id, use, algorithm, public_key, sealed FROM keyroom.authority_key WHERE id = ?", id);
    }
}
