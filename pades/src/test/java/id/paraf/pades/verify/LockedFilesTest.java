package id.paraf.pades.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.junit.jupiter.api.Test;

import id.paraf.pades.SamplePdfs;
import id.paraf.pades.pdf.Limits;
import id.paraf.pades.pdf.PdfPassword;
import id.paraf.pades.tag.FindTag;
import id.paraf.pades.tag.TagSearch;

/** Who may look at an encrypted file: whoever has one of its passwords, and everybody where readers need none. */
class LockedFilesTest {

    private static final Instant NOW = Instant.parse("2026-10-21T03:00:00Z");
    private static final PdfPassword READER = PdfPassword.of("pembaca");
    private static final PdfPassword OWNER = PdfPassword.of("pemilik");
    private static final PdfPassword WRONG = PdfPassword.of("salah");

    private static Outcome verify(byte[] file, PdfPassword password) {
        return new VerifyPdf(new TrustAnchors(List.of(), List.of()), (_, _) -> List.of(), Policy.STRICT, Limits.ORDINARY)
                .verify(file, password, NOW);
    }

    private static void judged(byte[] file, PdfPassword password) {
        assertThat(verify(file, password)).isInstanceOfSatisfying(Outcome.Verified.class,
                verified -> assertThat(verified.report().verdict()).isEqualTo(FileVerdict.INTACT_SIGNER_UNCHECKED));
    }

    @Test
    void aLockedFileIsJudgedWithOneOfItsPasswords() {
        byte[] file = SamplePdfs.signed(SamplePdfs.encrypted(), READER);
        judged(file, READER);
        judged(file, OWNER);
        for (var password : new PdfPassword[] {null, WRONG}) {
            assertThat(verify(file, password)).isEqualTo(new Outcome.Unreadable(Outcome.Why.ENCRYPTED));
        }
    }

    /** The owner's password alone: everybody reads, and whatever is typed opens it to look. */
    @Test
    void whatOpensWithoutAPasswordIsJudgedWithoutOne() {
        byte[] plain = SamplePdfs.protectedBy("pemilik", "", new AccessPermission());
        byte[] file = SamplePdfs.signed(plain, PdfPassword.of(""));
        for (var password : new PdfPassword[] {null, OWNER, WRONG}) {
            judged(file, password);
        }
        assertThat(new FindTag(Limits.ORDINARY).find(plain, null, "Halaman")).isInstanceOf(TagSearch.Found.class);
    }

    @Test
    void whatNoPasswordOpensIsCalledSo() {
        assertThat(verify(SamplePdfs.encryptedOtherwise(), READER))
                .isEqualTo(new Outcome.Unreadable(Outcome.Why.ENCRYPTION_UNSUPPORTED));
    }
}
