package id.paraf.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;
import id.paraf.pades.TestFiles;
import id.paraf.passphrase.ResetWorld;

/** Documents of owners of certificates, made by another library. */
@Component
@Profile("test")
public class SigningWorld {

    static final Origin PLACE = new Origin("192.0.2.9", "SigningWorld");

    private final UploadDocument upload;
    private final SignDocuments sign;
    private final Documents documents;
    private final AskOthers ask;
    private final Rounds rounds;
    private final Clock clock;

    SigningWorld(UploadDocument upload, SignDocuments sign, Documents documents, AskOthers ask, Rounds rounds, Clock clock) {
        this.upload = upload;
        this.sign = sign;
        this.documents = documents;
        this.ask = ask;
        this.rounds = rounds;
        this.clock = clock;
    }

    /** An A4 document with a line of text on each page. */
    public static byte[] pdf(String text, int pages) {
        try (var document = TestFiles.document(text + ", halaman", pages)) {
            return bytes(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(PDDocument document) throws IOException {
        var out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }

    /** One page with empty signature fields of these names. */
    public static byte[] withFields(String... names) {
        try (var document = TestFiles.document("Formulir", 1)) {
            var form = new PDAcroForm(document);
            document.getDocumentCatalog().setAcroForm(form);
            for (int i = 0; i < names.length; i++) {
                var field = new PDSignatureField(form);
                field.setPartialName(names[i]);
                var widget = field.getWidgets().getFirst();
                widget.setRectangle(new PDRectangle(72, 100 + 100f * i, 200, 60));
                widget.setPage(document.getPage(0));
                document.getPage(0).getAnnotations().add(widget);
                form.getFields().add(field);
            }
            return bytes(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What somebody signed, with other words on its first page, saved behind what was there. */
    public static byte[] changed(byte[] signed) {
        try (var document = Loader.loadPDF(signed)) {
            var page = document.getPage(0);
            page.setContents(new PDStream(document, new ByteArrayInputStream("0 0 200 200 re f".getBytes(US_ASCII))));
            var out = new ByteArrayOutputStream();
            document.saveIncremental(out, Set.of(page.getCOSObject()));
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A document that waits. */
    public Document document(ResetWorld.Owner owner) {
        return document(owner, pdf("Surat tugas", 2));
    }

    Document document(ResetWorld.Owner owner, byte[] pdf) {
        return ((UploadDocument.Outcome.Uploaded) upload.upload(owner.person().id, "surat tugas.pdf", pdf, PLACE)).document();
    }

    /** A signed document with a mark. */
    public Document marked(ResetWorld.Owner owner) {
        var document = document(owner);
        batch(owner, List.of(document), new MarkChoice.Visible(1, new MarkChoice.Spot.Corner(true, true), null));
        return document;
    }

    /** A batch with one signed document. */
    public UUID batch(ResetWorld.Owner owner) {
        return batch(owner, List.of(document(owner)), new MarkChoice.Invisible());
    }

    UUID batch(ResetWorld.Owner owner, List<Document> chosen, MarkChoice mark) {
        UUID batch = ((SignDocuments.Outcome.Begun) order(owner, chosen, mark)).batch();
        await(owner, batch);
        return batch;
    }

    SignDocuments.Outcome order(ResetWorld.Owner owner, List<Document> chosen, MarkChoice mark) {
        return sign.sign(owner.person().id, owner.certificate(),
                chosen.stream().map(each -> new SignDocuments.Chosen(each.id(), each.sha256())).toList(), mark,
                SecretText.of(ResetWorld.OLD), SecretText.of(""), PLACE);
    }

    /** A new document of the first one, which all the others are asked to sign in this order. */
    public Round round(ResetWorld.Owner asker, ResetWorld.Owner... signers) {
        return round(asker, document(asker), signers);
    }

    Round round(ResetWorld.Owner asker, Document document, ResetWorld.Owner... signers) {
        var asked = Arrays.stream(signers)
                .map(each -> new AskOthers.Signer(each.person().id, "Pemilik " + each.person().username, null)).toList();
        var begun = (AskOthers.Outcome.Begun) ask.ask(asker.person().id, document.id(), asked, "Mohon ditandatangani.", null,
                PLACE);
        return rounds.find(asker.person().id, begun.round()).orElseThrow();
    }

    /** A round as it is by now. */
    Round now(Round round) {
        return rounds.find(round.asker(), round.id()).orElseThrow();
    }

    /** The document as it lies before a signer whose turn it is. */
    public Document before(ResetWorld.Owner signer, Round round) {
        return documents.ownedBy(signer.person().id).stream().filter(each -> round.id().equals(each.round()) && each.asked())
                .findFirst().orElseThrow();
    }

    /** A signer signs what lies there. */
    public SignDocuments.Outcome signs(ResetWorld.Owner signer, Round round) {
        return signs(signer, before(signer, round));
    }

    SignDocuments.Outcome signs(ResetWorld.Owner signer, Document document) {
        return sign.sign(signer.person().id, signer.certificate(),
                List.of(new SignDocuments.Chosen(document.id(), document.sha256())), new MarkChoice.Invisible(),
                SecretText.of(ResetWorld.OLD), SecretText.of(""), PLACE);
    }

    /** Waits until nobody works on the batch. */
    public List<Document> await(ResetWorld.Owner owner, UUID batch) {
        for (int i = 0; i < 600; i++) {
            var now = documents.inBatch(owner.person().id, batch);
            if (now.stream().noneMatch(each -> each.worked(clock.instant()))) {
                return now;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        assertThat(documents.inBatch(owner.person().id, batch)).as("the batch ends").isEmpty();
        return List.of();
    }
}
