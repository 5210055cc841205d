package id.paraf.web.esign;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.enrolment.Standing;
import id.paraf.esign.SignForClient;
import id.paraf.kernel.Wib;
import id.paraf.keyroom.Refusal;
import id.paraf.signing.SigningSettings;
import id.paraf.signing.Trouble;

/** What applications are told of an order to sign; the sentences go to people who sign in Indonesian. */
@Component
class SignReplies {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM uuuu HH.mm.ss 'WIB'", Locale.of("id"))
            .withZone(Wib.ZONE);

    private final long mostMegabytes;

    SignReplies(SigningSettings settings) {
        this.mostMegabytes = settings.mostBytes().toMegabytes();
    }

    /** The signed files, or the error. */
    List<SignForClient.Signed> files(SignForClient.Outcome outcome) {
        return switch (outcome) {
            case SignForClient.Outcome.Done(var files) -> files;
            case SignForClient.Outcome.NoSigner(var standing) -> throw noSigner(standing);
            case SignForClient.Outcome.Refused(var refusal) -> throw refused(refusal);
            case SignForClient.Outcome.WrongCode wrong -> throw wrong();
            case SignForClient.Outcome.TooFew(int left) -> throw failed("Kode ini tinggal untuk " + left
                    + " berkas, lebih sedikit daripada yang dikirim; user perlu membuat kode baru di portal", 400);
            case SignForClient.Outcome.Troubled(int file, var trouble) -> throw troubled(file, trouble);
        };
    }

    /** @param file which one it is, counted from 1 */
    Refused troubled(int file, Trouble trouble) {
        return failed("berkas " + file + ": " + sentence(trouble), trouble == Trouble.DEFECT ? 500 : 400);
    }

    /** Some applications compare the code, others look for the number in the sentence. */
    static Refused noSigner(Standing standing) {
        return switch (standing) {
            case NOT_REGISTERED ->
                new Refused(400, "Proses signing gagal : User tidak terdaftar 2011", Refused.NOT_REGISTERED);
            case NO_CERTIFICATE, WAITING_FOR_VERIFICATION, NEW -> new Refused(400,
                    "Proses signing gagal : User belum memiliki sertifikat, status " + standing, Refused.NO_CERTIFICATE);
            case ISSUE, EXPIRED, RENEW, SUSPEND, REVOKE -> failed("Sertifikat user tidak dapat dipakai, status " + standing, 400);
        };
    }

    private static Refused refused(Refusal refusal) {
        return switch (refusal) {
            case Refusal.WrongPassphrase wrong -> wrong();
            // Looked at, wrong, and one too many: what was typed is still wrong.
            case Refusal.Waiting(var until, boolean counted) -> counted ? wrong()
                    : failed("Passphrase terlalu sering salah; dapat dicoba lagi " + when(until), 400);
            case Refusal.LockedUntilReset(boolean counted) -> counted ? wrong()
                    : failed("Passphrase terkunci karena terlalu sering salah; user perlu reset passphrase di portal", 400);
            case Refusal.Frozen(var until) -> failed("Kunci user dibekukan" + (until == null ? "" : " sampai " + when(until)), 400);
            case Refusal.Suspended suspended -> failed("Sertifikat user tidak dapat dipakai, status SUSPEND", 400);
            case Refusal.NoSuchKey gone -> failed("Kunci user tidak aktif", 400);
            case Refusal.Replayed replayed -> throw new IllegalStateException("An order of its own was carried out before");
            case Refusal.Tampered tampered -> throw new IllegalStateException("A key's row does not belong to it");
            case Refusal.SamePassphrase same -> throw new IllegalStateException("Nothing was changed");
            case Refusal.GrantRefused grant -> throw new IllegalStateException("Nothing was reset");
        };
    }

    private static String when(@Nullable Instant until) {
        return until == null ? "" : TIME.format(until);
    }

    /** Exactly this is what applications look for. */
    private static Refused wrong() {
        return new Refused(400, "Passphrase anda salah", Refused.WRONG_PASSPHRASE);
    }

    private static Refused failed(String why, int status) {
        return new Refused(status, "Proses signing gagal : " + why, status);
    }

    private String sentence(Trouble trouble) {
        return switch (trouble) {
            case EMPTY -> "berkas kosong";
            case TOO_LARGE -> "berkas terlalu besar; paling besar " + mostMegabytes + " MB";
            case NO_PAGES -> "berkas PDF tidak berisi halaman";
            case NOT_A_PDF -> "bukan berkas PDF";
            case DAMAGED -> "berkas PDF rusak";
            case ENCRYPTED, PASSWORD_WRONG, OWNER_FORBIDS, ENCRYPTION_UNSUPPORTED ->
                "berkas PDF terenkripsi, dan pdfPassword tidak ada, salah, atau tidak mengizinkan perubahan";
            case XFA_FORM -> "formulir XFA tidak dapat ditandatangani";
            case CHANGED_AFTER_SIGNING ->
                "berkas diubah setelah ditandatangani, jadi tanda tangan yang sudah ada tidak berlaku lagi";
            case EARLIER_SIGNATURE_BROKEN -> "tanda tangan yang sudah ada di dalam berkas rusak atau palsu";
            case FORBIDS_SIGNATURES -> "tanda tangan sebelumnya melarang tanda tangan lain";
            case FORBIDS_MARK -> "tanda tangan sebelumnya melarang visual baru; gunakan tampilan invisible";
            case FIELD_MISSING, FIELD_SIGNED, FIELD_DEMANDS -> "kolom tanda tangan itu tidak dapat dipakai";
            case PAGE_MISSING -> "halaman tidak ada";
            case MARK_OUTSIDE -> "visual tanda tangan kosong atau berada di luar halaman";
            case MARK_COVERS ->
                "visual tanda tangan menutupi tanda tangan sebelumnya atau terlalu banyak dari halamannya; pilih tempat lain atau ukuran yang lebih kecil";
            case TEXT_MISSING -> "tag_koordinat tidak ada di dalam dokumen";
            case TEXT_UNREADABLE ->
                "teks dokumen tidak dapat dibaca, jadi tag_koordinat tidak dapat dicari; kirim halaman dan koordinat";
            case MARK_UNUSABLE -> "gambar tanda tangan bukan PNG atau JPEG yang dapat dipakai";
            case CERTIFICATE_UNFIT -> "sertifikat user bukan untuk menandatangani dokumen";
            case TIMESTAMP_MISSING -> "stempel waktu tidak tersedia, coba lagi sebentar lagi";
            case EVIDENCE_MISSING -> "status sertifikat tidak tersedia, coba lagi sebentar lagi";
            case KEYS_AWAY -> "ruang kunci tidak menjawab, coba lagi sebentar lagi";
            case TOO_MANY_KEPT, TOO_FAST, DEFECT -> "berkas tidak dapat diproses";
        };
    }
}
