package id.paraf.keyroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.junit.jupiter.api.Test;

import id.paraf.pki.merkle.Frontier;
import id.paraf.pki.merkle.Paths;
import id.paraf.pki.merkle.Subtree;
import id.paraf.pki.merkle.TreeHash;
import id.paraf.pki.merkle.TreeHead;
import id.paraf.testing.Proves;

class KeyEventTest {

    private static final String OLD = "Matahari#2026";
    private static final String NEW = "Purnama#2027";

    private final Room room = new Room();

    private List<KeyEvent.OfSigner> of(UUID key) {
        return room.keyroom.waitingEvents(1000).stream().filter(event -> event.key().equals(key))
                .map(KeyEvent.OfSigner.class::cast).toList();
    }

    /** What happened to the key; every commitment is the one that its opening gives for that number. */
    private List<KeyEvent.Act> acts(UUID key) {
        var events = of(key);
        var opening = room.keyroom.opening(key).orElseThrow();
        assertThat(opening.events()).isEqualTo(events.size());
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).commitment()).isEqualTo(opening.commitment(i + 1));
        }
        return events.stream().map(KeyEvent.OfSigner::act).toList();
    }

    @Test
    @Proves("CT-02")
    void everythingThatHappensToAKeyIsAnEventOfTheSameCommit() {
        var key = room.key(OLD);
        var order = UUID.randomUUID();
        room.keyroom.change(order, key.id(), key.account(), Room.pass(OLD), Room.pass(NEW));
        room.keyroom.freeze(key.id(), null);
        room.keyroom.freeze(key.id(), null);
        room.keyroom.unfreeze(key.id());
        room.keyroom.unfreeze(key.id());
        assertThat(room.keyroom.reset(UUID.randomUUID(), room.grant(key), Room.pass(OLD))).isInstanceOf(ResetOutcome.Kept.class);
        assertThat(room.keyroom.reset(UUID.randomUUID(), room.grant(key, UUID.randomUUID(), room.clock.instant().minus(
                Duration.ofDays(400)), true), Room.pass(NEW))).isInstanceOf(ResetOutcome.Kept.class);
        room.keyroom.destroy(key.id());
        room.keyroom.destroy(key.id());
        assertThat(acts(key.id())).containsExactly(KeyEvent.Act.MADE, KeyEvent.Act.PASSPHRASE_CHANGED, KeyEvent.Act.FROZEN,
                KeyEvent.Act.UNFROZEN, KeyEvent.Act.PASSPHRASE_RESET, KeyEvent.Act.PASSPHRASE_RESET, KeyEvent.Act.FROZEN,
                KeyEvent.Act.DESTROYED);
        assertThat(of(key.id()).get(1).order()).isEqualTo(order);
    }

    @Test
    @Proves("CT-02")
    void aRenewalIsAnEventOfBothKeys() {
        var old = room.key(OLD, KeyAlgorithm.P256, ResetPolicy.RENEW);
        var order = UUID.randomUUID();
        var renewed = (ResetOutcome.Renewed) room.keyroom.reset(order, room.grant(old), Room.pass(NEW));
        assertThat(acts(old.id())).containsExactly(KeyEvent.Act.MADE, KeyEvent.Act.RENEWAL_ORDERED);
        assertThat(of(renewed.newKey()).getFirst().order()).isEqualTo(order);
        room.keyroom.activate(UUID.randomUUID(), renewed.newKey(), old.account());
        assertThat(acts(old.id())).endsWith(KeyEvent.Act.DESTROYED);
        assertThat(acts(renewed.newKey())).containsExactly(KeyEvent.Act.MADE, KeyEvent.Act.ACTIVATED);
    }

    @Test
    @Proves("CT-02")
    void whatIsRefusedOrRolledBackIsNoEvent() {
        var key = room.key(OLD);
        room.keyroom.change(UUID.randomUUID(), key.id(), key.account(), Room.pass("Salah#2026x"), Room.pass(NEW));
        var grant = room.grant(key);
        var stranger = new ResetGrant(key.id(), UUID.randomUUID(), grant.journey(), grant.link(), grant.face());
        room.keyroom.reset(UUID.randomUUID(), stranger, Room.pass(NEW));
        assertThat(acts(key.id())).containsExactly(KeyEvent.Act.MADE);
    }

    @Test
    @Proves("CT-06")
    void commitmentsTellNothingWithoutTheSaltAndDoNotRepeat() {
        var key = room.key(OLD);
        var other = room.key(OLD);
        room.keyroom.freeze(key.id(), null);
        room.keyroom.unfreeze(key.id());
        var seen = new HashSet<String>();
        room.keyroom.waitingEvents(1000).forEach(event -> seen
                .add(java.util.HexFormat.of().formatHex(((KeyEvent.OfSigner) event).commitment())));
        assertThat(seen).hasSize(4);
        var opening = room.keyroom.opening(key.id()).orElseThrow();
        assertThat(opening.toString()).doesNotContain(java.util.HexFormat.of().formatHex(opening.salt()));
        assertThat(opening.keySha256()).isEqualTo(SignerRow.sha256(key.publicKey()));
        assertThat(opening.salt()).isNotEqualTo(room.keyroom.opening(other.id()).orElseThrow().salt());
        assertThat(new KeyOpening(opening.keySha256(), new byte[32], 1).commitment(1)).isNotEqualTo(opening.commitment(1));
        assertThat(room.keyroom.opening(UUID.randomUUID())).isEmpty();
    }

    @Test
    @Proves("CT-07")
    void parallelEventsOfOneKeyAreNumberedWithoutGap() throws Exception {
        var key = room.key(OLD);
        Parallel.run(20, i -> i % 2 == 0 ? room.keyroom.freeze(key.id(), null) : room.keyroom.unfreeze(key.id()));
        var acts = acts(key.id());
        assertThat(acts.getFirst()).isEqualTo(KeyEvent.Act.MADE);
        for (int i = 1; i < acts.size(); i++) {
            assertThat(acts.get(i)).isEqualTo(i % 2 == 1 ? KeyEvent.Act.FROZEN : KeyEvent.Act.UNFROZEN);
        }
    }

    @Test
    @Proves("CT-07")
    void eventsWaitUntilTheyAreTakenAndCannotBeChanged() {
        room.key(OLD);
        room.key(OLD);
        var events = room.keyroom.waitingEvents(1);
        assertThat(events).hasSize(1);
        assertThat(room.keyroom.waitingEvents(1)).extracting(KeyEvent::id).containsExactly(events.getFirst().id());
        room.keyroom.taken(events);
        room.keyroom.taken(events);
        assertThat(room.keyroom.waitingEvents(10)).hasSize(1).extracting(KeyEvent::id).doesNotContain(events.getFirst().id());
        assertThat(room.keyroom.eventCount()).isEqualTo(2);
        for (String sql : List.of("UPDATE keyroom.key_event SET act = 'FROZEN'", "DELETE FROM keyroom.key_event",
                "TRUNCATE keyroom.key_event")) {
            assertThatThrownBy(() -> room.sql(sql)).hasMessageContaining("append-only");
        }
    }

    private static byte[] tbs(byte[] publicKey, int serial) throws Exception {
        var generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(serial));
        generator.setSignature(Authorities.identifier(KeyAlgorithm.P256));
        generator.setIssuer(new X500Name("CN=Contoh CA"));
        generator.setSubject(new X500Name("CN=Contoh"));
        generator.setStartDate(new Time(new java.util.Date(1_790_000_000_000L)));
        generator.setEndDate(new Time(new java.util.Date(1_790_000_000_000L)));
        generator.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(publicKey));
        return generator.generateTBSCertificate().getEncoded(ASN1Encoding.DER);
    }

    @Test
    @Proves("CT-03")
    void anAuthorityAnnouncesEveryCertificateBeforeItSigns() throws Exception {
        var made = room.keyroom.createAuthorityKey(UUID.randomUUID(), AuthorityUse.ISSUING, KeyAlgorithm.P256);
        byte[] tbs = tbs(made.publicKey(), 77);
        room.keyroom.signCertificate(made.id(), tbs).orThrow();
        room.keyroom.signCertificate(made.id(), new byte[] {1});
        var events = room.keyroom.waitingEvents(10).stream().map(KeyEvent.OfAuthority.class::cast).toList();
        assertThat(events).extracting(KeyEvent.OfAuthority::act).containsExactly(KeyEvent.AuthorityAct.MADE,
                KeyEvent.AuthorityAct.SIGNS_CERTIFICATE);
        var announced = events.getLast();
        assertThat(announced.message()).isEqualTo(SignerRow.sha256(tbs));
        assertThat(announced.serial()).isEqualTo(java.math.BigInteger.valueOf(77));
        assertThat(announced.keySha256()).isEqualTo(SignerRow.sha256(made.publicKey()));

        // Where the event cannot be written, nothing is signed.
        room.sql("""
                CREATE FUNCTION no_space() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'no space left'; END $$ LANGUAGE plpgsql""");
        room.sql("CREATE TRIGGER no_space BEFORE INSERT ON keyroom.key_event FOR EACH ROW EXECUTE FUNCTION no_space()");
        assertThatThrownBy(() -> room.keyroom.signCertificate(made.id(), tbs)).isInstanceOf(IllegalStateException.class);
    }

    /** A log that remembers its nodes. */
    private static final class Tree {
        private final Frontier frontier = Frontier.empty();
        private final List<byte[]> rows = new ArrayList<>();

        Tree grow(int leaves, int seed) {
            IntStream.range(0, leaves).forEach(i -> rows.add(frontier.append(TreeHash.leaf(new byte[] {(byte) seed, (byte) i}))));
            return this;
        }

        byte[] node(Subtree subtree) {
            int at = subtree.level() * TreeHash.LENGTH;
            return Arrays.copyOfRange(rows.get((int) subtree.last()), at, at + TreeHash.LENGTH);
        }

        TreeHead head(long timestamp) {
            return new TreeHead(timestamp, frontier.size(), frontier.root());
        }

        List<byte[]> since(long size) {
            return Paths.consistency(size, frontier.size()).proof(this::node);
        }
    }

    @Test
    @Proves("CT-04")
    void aLogKeySignsOnlyWhatExtendsItsLastHead() {
        var made = room.keyroom.createAuthorityKey(UUID.randomUUID(), AuthorityUse.LOG, KeyAlgorithm.P256);
        var tree = new Tree().grow(5, 1);
        var first = tree.head(1000);
        byte[] signature = room.keyroom.signTreeHead(made.id(), first, List.of()).orThrow();
        assertThat(first.signedBy(made.publicKey(), signature)).isTrue();
        assertThat(tree.head(1001).signedBy(made.publicKey(), signature)).isFalse();
        assertThat(room.keyroom.lastTreeHead(made.id())).contains(first);

        // Smaller, another tree of the same size, another tree that grew, no proof, not younger.
        assertRefused(room.keyroom.signTreeHead(made.id(), new Tree().grow(4, 1).head(2000), List.of()));
        assertRefused(room.keyroom.signTreeHead(made.id(), new Tree().grow(5, 2).head(2000), List.of()));
        var fork = new Tree().grow(9, 2);
        assertRefused(room.keyroom.signTreeHead(made.id(), fork.head(2000), fork.since(5)));
        tree.grow(4, 3);
        assertRefused(room.keyroom.signTreeHead(made.id(), tree.head(2000), List.of()));
        assertRefused(room.keyroom.signTreeHead(made.id(), tree.head(1000), tree.since(5)));
        assertThat(room.keyroom.lastTreeHead(made.id())).contains(first);

        assertThat(room.keyroom.signTreeHead(made.id(), tree.head(2000), tree.since(5)))
                .isInstanceOf(AuthorityOutcome.Signed.class);
        assertThat(room.keyroom.signTreeHead(made.id(), tree.head(2001), List.of())).isInstanceOf(AuthorityOutcome.Signed.class);
    }

    @Test
    @Proves({"KY-04", "CT-04"})
    void aLogKeySignsNothingElseAndNoOtherKeySignsHeads() throws Exception {
        var log = room.keyroom.createAuthorityKey(UUID.randomUUID(), AuthorityUse.LOG, KeyAlgorithm.P256);
        var issuing = room.keyroom.createAuthorityKey(UUID.randomUUID(), AuthorityUse.ISSUING, KeyAlgorithm.P256);
        var head = new Tree().grow(1, 1).head(1);
        assertRefused(room.keyroom.signTreeHead(issuing.id(), head, List.of()));
        assertRefused(room.keyroom.signCertificate(log.id(), tbs(log.publicKey(), 1)));
        assertRefused(room.keyroom.signOcsp(log.id(), head.toBeSigned()));
    }

    @Test
    @Proves({"CT-04", "CT-07"})
    void ofManyHeadsAtOnceNoTwoDisagree() throws Exception {
        var log = room.keyroom.createAuthorityKey(UUID.randomUUID(), AuthorityUse.LOG, KeyAlgorithm.P256);
        var outcomes = Parallel.run(12, i -> room.keyroom.signTreeHead(log.id(), new Tree().grow(7, i).head(100), List.of()));
        assertThat(outcomes.stream().filter(AuthorityOutcome.Signed.class::isInstance)).hasSize(1);
    }

    private static void assertRefused(AuthorityOutcome outcome) {
        assertThat(outcome).isInstanceOf(AuthorityOutcome.Refused.class);
    }
}
