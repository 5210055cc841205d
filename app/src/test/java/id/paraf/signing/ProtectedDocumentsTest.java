package id.paraf.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.UUID;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.TestPeople;
import id.paraf.kernel.SecretText;
import id.paraf.keyroom.Refusal;
import id.paraf.pades.SamplePdfs;
import id.paraf.pades.sign.Place;
import id.paraf.passphrase.ResetWorld;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** Documents with a password of their own: taken as they are, and opened for as long as they are signed. */
@ParafTest
class ProtectedDocumentsTest {

    @LocalServerPort
    int port;
    @Autowired
    ResetWorld resets;
    @Autowired
    TestPeople people;
    @Autowired
    SigningWorld world;
    @Autowired
    SignDocuments sign;
    @Autowired
    Documents documents;
    @Autowired
    JdbcClient jdbc;

    private ResetWorld.Owner owner;

    @BeforeEach
    void someone() {
        owner = resets.owner(port);
    }

    private static byte[] locked(String reader) {
        return SamplePdfs.protectedBy("pemilik", reader, new AccessPermission());
    }

    private SignDocuments.Outcome order(String passphrase, String password, Document... chosen) {
        return sign.sign(owner.person().id, owner.certificate(),
                List.of(chosen).stream().map(each -> new SignDocuments.Chosen(each.id(), each.sha256())).toList(),
                new MarkChoice.Visible(Place.LAST, new MarkChoice.Spot.Corner(true, true), "Analis"), SecretText.of(passphrase),
                SecretText.of(password), SigningWorld.PLACE);
    }

    private Document now(Document document) {
        return documents.ownedBy(owner.person().id, document.id()).orElseThrow();
    }

    private int events(String type) {
        return people.events(owner.person(), type);
    }

    private int signatures(Document document, byte[] uploaded, String password) throws IOException {
        var pdf = documents.content(owner.person().id, document.id()).orElseThrow().pdf();
        assertThat(pdf).startsWith(uploaded);
        try (var read = Loader.loadPDF(pdf, password)) {
            assertThat(read.isEncrypted()).as("it stays encrypted").isTrue();
            return read.getSignatureDictionaries().size();
        }
    }

    @Test
    @Proves("PD-01")
    void whatItsPasswordIsNeededForIsKnownFromTheBeginning() {
        var opening = world.document(owner, locked("pembaca"));
        assertThat(now(opening)).extracting(Document::protection, Document::pages)
                .containsExactly(Document.Protection.OPENING, 0);
        var changing = world.document(owner, SamplePdfs.forbidding(""));
        assertThat(now(changing)).extracting(Document::protection, Document::pages)
                .containsExactly(Document.Protection.CHANGING, 1);
        assertThat(now(world.document(owner, locked(""))).protection()).as("everybody may sign it").isNull();
        assertThat(now(world.document(owner)).protection()).isNull();
        assertThat(jdbc.sql("""
                SELECT details ->> 'protection' FROM audit_event
                WHERE account = :account AND type = 'document.uploaded' AND details ->> 'protection' IS NOT NULL ORDER BY 1""")
                .param("account", owner.person().id).query(String.class).list()).containsExactly("CHANGING", "OPENING");
    }

    /** One password for all: those with another one wait for it, the others are signed. */
    @Test
    @Proves({"PD-04", "KY-03"})
    void inABatchAWrongPasswordHindersOneDocumentAlone() throws IOException {
        byte[] mine = locked("pembaca");
        byte[] other = locked("lain");
        var first = world.document(owner, other);
        var second = world.document(owner, mine);
        var plain = world.document(owner);
        var last = world.document(owner, mine);
        var begun = order(ResetWorld.OLD, "pembaca", first, second, plain, last);
        UUID batch = ((SignDocuments.Outcome.Begun) begun).batch();
        world.await(owner, batch);
        assertThat(List.of(now(second), now(plain), now(last))).allMatch(Document::signed);
        assertThat(now(first)).extracting(Document::state, Document::trouble)
                .containsExactly(Document.State.WAITING, Trouble.PASSWORD_WRONG);
        assertThat(signatures(second, mine, "pembaca")).isEqualTo(1);
        assertThat(signatures(last, mine, "pemilik")).isEqualTo(1);
        assertThat(events("document.signed")).isEqualTo(3);
        assertThat(events("document.refused")).isEqualTo(1);
        assertThat(events("passphrase.refused")).isZero();

        assertThat(order(ResetWorld.OLD, "lain", now(first))).isInstanceOf(SignDocuments.Outcome.Begun.class);
        assertThat(now(first)).extracting(Document::state, Document::trouble).containsExactly(Document.State.SIGNED, null);
        assertThat(signatures(first, other, "lain")).isEqualTo(1);
    }

    @Test
    @Proves("RP-27")
    void aWrongPasswordOfADocumentIsNoWrongPassphrase() {
        var document = world.document(owner, locked("pembaca"));
        for (var wrong : List.of("salah", "Pembaca", ResetWorld.OLD)) {
            assertThat(order("Salah-sekali-1!", wrong, now(document)))
                    .isEqualTo(new SignDocuments.Outcome.Locked(Trouble.PASSWORD_WRONG));
        }
        assertThat(order(ResetWorld.OLD, "", now(document))).isEqualTo(new SignDocuments.Outcome.Locked(Trouble.ENCRYPTED));
        assertThat(events("document.refused")).isEqualTo(4);
        assertThat(events("passphrase.refused")).as("the keyroom was not asked").isZero();
        assertThat(order("Salah-sekali-1!", "pembaca", now(document)))
                .isEqualTo(new SignDocuments.Outcome.Refused(new Refusal.WrongPassphrase(2)));
        assertThat(now(document).waiting()).isTrue();
        assertThat(events("document.signed")).isZero();
    }

    @Test
    @Proves("PD-05")
    void whatItsOwnerForbidsIsSignedWithTheOwnersPasswordAlone() throws IOException {
        byte[] readable = SamplePdfs.forbidding("");
        byte[] closed = SamplePdfs.forbidding("pembaca");
        var first = world.document(owner, readable);
        var second = world.document(owner, closed);
        assertThat(order(ResetWorld.OLD, "", first)).isEqualTo(new SignDocuments.Outcome.Locked(Trouble.OWNER_FORBIDS));
        assertThat(order(ResetWorld.OLD, "salah", first)).isEqualTo(new SignDocuments.Outcome.Locked(Trouble.PASSWORD_WRONG));
        assertThat(order(ResetWorld.OLD, "pembaca", second)).isEqualTo(new SignDocuments.Outcome.Locked(Trouble.OWNER_FORBIDS));
        var begun = (SignDocuments.Outcome.Begun) order(ResetWorld.OLD, "pemilik", first, second);
        world.await(owner, begun.batch());
        assertThat(signatures(first, readable, "")).isEqualTo(1);
        assertThat(signatures(second, closed, "pembaca")).isEqualTo(1);
        assertThat(events("document.signed")).isEqualTo(2);
    }

    @Test
    void thePasswordStandsNowhere() {
        String password = "kata-sandi-" + UUID.randomUUID();
        var document = world.document(owner, locked(password));
        assertThat(order(ResetWorld.OLD, password, document)).isInstanceOf(SignDocuments.Outcome.Begun.class);
        assertThat(now(document).signed()).isTrue();
        for (String table : List.of("signing_document", "audit_event")) {
            assertThat(jdbc.sql("SELECT count(*) FROM " + table + " AS row WHERE account = :account AND row::text LIKE :password")
                    .param("account", owner.person().id).param("password", "%" + password + "%").query(Integer.class).single())
                    .as(table).isZero();
        }
    }
}
