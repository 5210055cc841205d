package id.paraf.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.TestPeople;
import id.paraf.certificate.RevokeCertificate;
import id.paraf.kernel.SecretText;
import id.paraf.keyroom.Refusal;
import id.paraf.pades.SamplePdfs;
import id.paraf.passphrase.ResetWorld;
import id.paraf.pki.RevocationReason;
import id.paraf.testing.AtOnce;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** Documents from upload to expiry, with real keys. */
@ParafTest
class SigningTest {

    @LocalServerPort
    int port;
    @Autowired
    ResetWorld resets;
    @Autowired
    TestPeople people;
    @Autowired
    SigningWorld world;
    @Autowired
    UploadDocument upload;
    @Autowired
    SignDocuments sign;
    @Autowired
    SignOne one;
    @Autowired
    Documents documents;
    @Autowired
    DocumentRows rows;
    @Autowired
    DeleteDocument delete;
    @Autowired
    RevokeCertificate revoke;
    @Autowired
    MutableClock clock;
    @Autowired
    JdbcClient jdbc;

    private ResetWorld.Owner owner;

    @BeforeEach
    void someone() {
        owner = resets.owner(port);
    }

    private SignDocuments.Outcome order(Document document, byte[] sha256, String passphrase) {
        return sign.sign(owner.person().id, owner.certificate(), List.of(new SignDocuments.Chosen(document.id(), sha256)),
                new MarkChoice.Invisible(), SecretText.of(passphrase), SecretText.of(""), SigningWorld.PLACE);
    }

    private Document now(Document document) {
        return documents.ownedBy(owner.person().id, document.id()).orElseThrow();
    }

    private int events(String type) {
        return people.events(owner.person(), type);
    }

    @Test
    @Proves("PD-01")
    void whatCannotBeSignedIsRefusedByNameAndNothingOfItIsKept() throws IOException {
        var wrong = Map.of("kosong", new byte[0], "surat", "Bukan PDF".getBytes(StandardCharsets.UTF_8), "rusak",
                "%PDF-1.7\nrusak".getBytes(StandardCharsets.UTF_8), "terkunci",
                SamplePdfs.encryptedOtherwise(), "terlarang", certified(), "besar",
                new byte[(25 << 20) + 1], "tanpa halaman", SigningWorld.pdf("Kosong", 0));
        var expected = Map.of("kosong", Trouble.EMPTY, "surat", Trouble.NOT_A_PDF, "rusak", Trouble.DAMAGED, "terkunci",
                Trouble.ENCRYPTION_UNSUPPORTED, "terlarang", Trouble.FORBIDS_SIGNATURES, "besar", Trouble.TOO_LARGE,
                "tanpa halaman", Trouble.NO_PAGES);
        wrong.forEach((name, bytes) -> assertThat(upload.upload(owner.person().id, name, bytes, SigningWorld.PLACE)).as(name)
                .isEqualTo(new UploadDocument.Outcome.Refused(expected.get(name))));
        assertThat(documents.ownedBy(owner.person().id)).isEmpty();
        assertThat(events("document.uploaded")).isZero();
    }

    /** Certified against any change (DocMDP, P = 1). */
    private static byte[] certified() throws IOException {
        try (var document = Loader.loadPDF(SigningWorld.pdf("Terkunci", 1))) {
            var parameters = new COSDictionary();
            parameters.setInt(COSName.P, 1);
            var reference = new COSDictionary();
            reference.setName(COSName.getPDFName("TransformMethod"), "DocMDP");
            reference.setItem(COSName.getPDFName("TransformParams"), parameters);
            var references = new COSArray();
            references.add(reference);
            var signature = new COSDictionary();
            signature.setItem(COSName.getPDFName("Reference"), references);
            var permissions = new COSDictionary();
            permissions.setItem(COSName.getPDFName("DocMDP"), signature);
            document.getDocumentCatalog().getCOSObject().setItem(COSName.PERMS, permissions);
            return SigningWorld.bytes(document);
        }
    }

    @Test
    void theNameOfAFileIsOnlyAName() {
        for (var name : Map
                .of("..\\..\\C:\\surat?.PDF", "surat.pdf", "/etc/passwd", "passwd.pdf", "", "dokumen.pdf", "a\u202Egpj\r\nb.pdf",
                        "a gpj b.pdf", "...", "dokumen.pdf")
                .entrySet()) {
            var outcome = upload.upload(owner.person().id, name.getKey(), SigningWorld.pdf("x", 1), SigningWorld.PLACE);
            assertThat(((UploadDocument.Outcome.Uploaded) outcome).document().name()).isEqualTo(name.getValue());
        }
    }

    @Test
    void whatIsStoredIsSealedAndBoundToItsRow() {
        var pdf = SigningWorld.pdf("Surat tugas", 1);
        var document = world.document(owner, pdf);
        assertThat(events("document.uploaded")).isEqualTo(1);
        var sealed = jdbc.sql("SELECT sealed FROM signing_document WHERE id = :id").param("id", document.id()).query(byte[].class)
                .single();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("%PDF").doesNotContain("endobj");
        assertThat(documents.content(owner.person().id, document.id()).orElseThrow().pdf()).isEqualTo(pdf);
        assertThat(documents.content(UUID.randomUUID(), document.id())).isEmpty();
        var other = world.document(owner, SigningWorld.pdf("Surat lain", 1));
        jdbc.sql("UPDATE signing_document SET sealed = :sealed WHERE id = :id").param("sealed", sealed).param("id", other.id())
                .update();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> documents.content(owner.person().id, other.id()))
                .hasMessageContaining("altered");
    }

    @Test
    @Proves("PD-10")
    void onlyTheDocumentThatWasShownIsSigned() {
        var document = world.document(owner);
        var other = world.document(owner, SigningWorld.pdf("Surat lain", 1));
        assertThat(order(document, other.sha256(), ResetWorld.OLD)).isEqualTo(new SignDocuments.Outcome.Changed());
        assertThat(sign.sign(owner.person().id, owner.certificate(),
                List.of(new SignDocuments.Chosen(other.id(), other.sha256()),
                        new SignDocuments.Chosen(document.id(), other.sha256())),
                new MarkChoice.Invisible(), SecretText.of(ResetWorld.OLD), SecretText.of(""), SigningWorld.PLACE))
                .as("nothing of a batch with a document that was swapped").isEqualTo(new SignDocuments.Outcome.Changed());
        assertThat(now(document).waiting()).isTrue();
        assertThat(now(other).waiting()).isTrue();
        assertThat(events("document.signed")).isZero();
    }

    @Test
    void aWrongPassphraseCostsOneAttemptForTheWholeBatchAndSignsNothing() {
        var first = world.document(owner);
        var second = world.document(owner);
        var chosen = List.of(new SignDocuments.Chosen(first.id(), first.sha256()),
                new SignDocuments.Chosen(second.id(), second.sha256()));
        var outcome = sign.sign(owner.person().id, owner.certificate(), chosen, new MarkChoice.Invisible(),
                SecretText.of("Salah-sekali-1!"), SecretText.of(""), SigningWorld.PLACE);
        assertThat(outcome).isEqualTo(new SignDocuments.Outcome.Refused(new Refusal.WrongPassphrase(2)));
        assertThat(events("passphrase.refused")).isEqualTo(1);
        assertThat(events("document.signed")).isZero();
        assertThat(List.of(now(first), now(second))).allMatch(each -> each.waiting() && !each.worked(clock.instant()));
        assertThat(order(first, first.sha256(), ResetWorld.OLD)).isInstanceOf(SignDocuments.Outcome.Begun.class);
        assertThat(now(first).signed()).isTrue();
        assertThat(now(second).waiting()).isTrue();
    }

    @Test
    void aCertificateThatIsOverSignsNothing() {
        var document = world.document(owner);
        revoke.revoke(owner.certificate(), RevocationReason.KEY_COMPROMISE, owner.person().id, SigningWorld.PLACE);
        assertThat(order(document, document.sha256(), ResetWorld.OLD)).isEqualTo(new SignDocuments.Outcome.NotPossible());
        var stranger = resets.owner(port);
        assertThat(sign.sign(stranger.person().id, stranger.certificate(),
                List.of(new SignDocuments.Chosen(document.id(), document.sha256())), new MarkChoice.Invisible(),
                SecretText.of(ResetWorld.OLD), SecretText.of(""), SigningWorld.PLACE))
                .isEqualTo(new SignDocuments.Outcome.NotThere());
        assertThat(now(document).waiting()).isTrue();
    }

    @Test
    @Proves({"PD-04", "KY-03"})
    void aBatchIsSignedWholeUnderOnePassphraseAndWhatCannotBeHindersNothing() throws IOException {
        var plain = new ArrayList<byte[]>();
        var all = new ArrayList<Document>();
        for (int i = 0; i < 5; i++) {
            plain.add(SigningWorld.pdf("Surat nomor " + i, i == 2 ? 1 : 3));
            all.add(world.document(owner, plain.getLast()));
        }
        UUID batch = world.batch(owner, all, new MarkChoice.Visible(3, new MarkChoice.Spot.Corner(true, true), "Analis"));
        for (int i = 0; i < 5; i++) {
            var document = now(all.get(i));
            assertThat(document.batch()).isEqualTo(batch);
            if (i == 2) {
                assertThat(document.state()).isEqualTo(Document.State.WAITING);
                assertThat(document.trouble()).isEqualTo(Trouble.PAGE_MISSING);
                continue;
            }
            assertThat(document.state()).isEqualTo(Document.State.SIGNED);
            assertThat(document.level()).isEqualTo("B-LT");
            var signed = documents.content(owner.person().id, document.id()).orElseThrow().pdf();
            assertThat(signed).startsWith(plain.get(i));
            try (var read = Loader.loadPDF(signed)) {
                assertThat(read.getSignatureDictionaries()).hasSize(1);
            }
        }
        assertThat(events("document.signed")).isEqualTo(4);
        assertThat(events("document.refused")).isEqualTo(1);
        assertThat(jdbc.sql("""
                SELECT count(DISTINCT details ->> 'order') FROM audit_event
                WHERE account = :account AND type = 'document.signed'
                  AND (details ->> 'order')::uuid IN (SELECT id FROM keyroom.used_order)""").param("account", owner.person().id)
                .query(Integer.class).single()).as("each signature has an order of its own in the keyroom").isEqualTo(4);
        // What is left is signed another way.
        world.batch(owner, List.of(now(all.get(2))), new MarkChoice.Invisible());
        assertThat(now(all.get(2)).signed()).isTrue();
    }

    @Test
    void sentManyTimesAtOnceItIsSignedOnce() throws Exception {
        var document = world.document(owner);
        Callable<SignDocuments.Outcome> once = () -> order(document, document.sha256(), ResetWorld.OLD);
        for (var answer : AtOnce.all(Collections.nCopies(6, once))) {
            var begun = (SignDocuments.Outcome.Begun) answer;
            assertThat(begun.batch()).as("everyone is led to the one batch").isEqualTo(now(document).batch());
        }
        assertThat(now(document).signed()).isTrue();
        assertThat(events("document.signed")).isEqualTo(1);
        try (var read = Loader.loadPDF(documents.content(owner.person().id, document.id()).orElseThrow().pdf())) {
            assertThat(read.getSignatureDictionaries()).hasSize(1);
        }
    }

    /** As a crash leaves it: taken, begun, the order used in the keyroom, and nothing stored. */
    @Test
    @Proves("KY-03")
    void whatACrashInterruptedIsUntouchedAndCanBeSignedAgain() {
        var document = world.document(owner);
        UUID dead = UUID.randomUUID();
        rows.take(List.of(document.id()), dead, Duration.ofMinutes(2));
        assertThat(rows.begin(document.id(), dead)).contains(1);
        assertThat(order(document, document.sha256(), ResetWorld.OLD)).as("while somebody may be at work")
                .isEqualTo(new SignDocuments.Outcome.Begun(dead));
        assertThat(delete.delete(owner.person().id, document.id(), SigningWorld.PLACE)).isFalse();
        assertThat(now(document).waiting()).isTrue();
        clock.advance(Duration.ofMinutes(3));
        assertThat(order(document, document.sha256(), ResetWorld.OLD)).isInstanceOf(SignDocuments.Outcome.Begun.class);
        assertThat(now(document).signed()).isTrue();
        // The one that was given up comes back late: it has nothing to sign or to store any more.
        assertThat(rows.begin(document.id(), dead)).isEmpty();
        assertThat(rows.refused(document.id(), dead, 1, Trouble.DAMAGED)).isFalse();
        assertThat(now(document).signed()).isTrue();
    }

    @Test
    void whatABatchRefusedIsFreeWhileItStillWorksOnTheOthers() {
        var refused = world.document(owner);
        var next = world.document(owner);
        UUID batch = UUID.randomUUID();
        rows.take(List.of(refused.id(), next.id()), batch, Duration.ofMinutes(2));
        assertThat(rows.begin(refused.id(), batch)).contains(1);
        assertThat(rows.refused(refused.id(), batch, 1, Trouble.PAGE_MISSING)).isTrue();
        rows.stillWorking(batch, Duration.ofMinutes(2));
        assertThat(now(next).worked(clock.instant())).isTrue();
        assertThat(now(refused).worked(clock.instant())).isFalse();
        assertThat(order(refused, refused.sha256(), ResetWorld.OLD)).isInstanceOf(SignDocuments.Outcome.Begun.class);
        assertThat(now(refused).signed()).isTrue();
    }

    @Test
    void documentsAreDeletedByTheirOwnerOrByTime() {
        var mine = world.document(owner);
        var waiting = world.document(owner);
        var signed = world.document(owner);
        world.batch(owner, List.of(signed), new MarkChoice.Invisible());
        var stranger = resets.owner(port);
        assertThat(delete.delete(stranger.person().id, mine.id(), SigningWorld.PLACE)).isFalse();
        assertThat(delete.delete(owner.person().id, mine.id(), SigningWorld.PLACE)).isTrue();
        assertThat(delete.delete(owner.person().id, mine.id(), SigningWorld.PLACE)).isFalse();
        assertThat(events("document.deleted")).isEqualTo(1);
        clock.advance(Duration.ofDays(7).plusMinutes(1));
        while (delete.expire() > 0) {
            continue;
        }
        assertThat(documents.ownedBy(owner.person().id)).extracting(Document::id).containsExactly(signed.id());
        assertThat(documents.ownedBy(owner.person().id, waiting.id())).isEmpty();
        assertThat(events("document.expired")).isEqualTo(1);
        clock.advance(Duration.ofDays(23));
        while (delete.expire() > 0) {
            continue;
        }
        assertThat(documents.ownedBy(owner.person().id)).isEmpty();
        assertThat(events("document.expired")).isEqualTo(2);
    }
}
