package id.paraf.web.esign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import id.paraf.certificate.CertificateStatus;
import id.paraf.esign.Client;
import id.paraf.keyroom.SealCode;
import id.paraf.keyroom.SealRefusal;
import id.paraf.seal.ActivateSeal;
import id.paraf.seal.FindSeal;
import id.paraf.seal.SealFiles;

/** Seals of API v2: activate, make a code for so many files, seal them; {@code totp} is what the wire calls either code. */
@Component
class SealCalls {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxx")
            .withZone(ZoneOffset.UTC);

    private final FindSeal seals;
    private final ActivateSeal activate;
    private final SealFiles files;
    private final WantedFiles wanted;
    private final SignReplies replies;
    private final Clock clock;

    SealCalls(FindSeal seals, ActivateSeal activate, SealFiles files, WantedFiles wanted, SignReplies replies, Clock clock) {
        this.seals = seals;
        this.activate = activate;
        this.files = files;
        this.wanted = wanted;
        this.replies = replies;
        this.clock = clock;
    }

    /** Without a code one goes out by mail; with it, the activation begins, or lasts as long as it did. */
    Reply activation(Call call) {
        var body = call.json();
        var seal = seal(call.client(), body);
        var code = Call.text(body, "totp");
        if (code.isEmpty()) {
            done(activate.request(call.client(), seal, call.origin()));
            return Reply.ok(Reply.fields("success", true, "message", "TOTP Aktivasi berhasil dikirim", "data", null));
        }
        var until = done(activate.activate(call.client(), seal, code.get(), call.origin()));
        return Reply.ok(Reply.fields("success", true, "message", null, "data",
                code("TOTP Aktivasi masih berlaku", code.get(), until)));
    }

    Reply revoke(Call call) {
        var body = call.json();
        done(activate.revoke(call.client(), seal(call.client(), body), totp(body), call.origin()));
        return Reply.ok(Reply.fields("success", true, "message", "TOTP Aktivasi berhasil dicabut", "data", null));
    }

    Reply code(Call call) {
        var body = call.json();
        var seal = seal(call.client(), body);
        String count = Call.text(body, "data").orElseThrow(() -> Refused.missing("data"));
        if (!count.matches("[1-9][0-9]{0,5}")) {
            throw Refused.request("data bukan jumlah berkas");
        }
        SealCode made = done(activate.code(call.client(), seal, totp(body), Integer.parseInt(count), call.origin()));
        return Reply.ok(code("TOTP berhasil dibuat", made.text(), made.until()));
    }

    private static Map<String, @Nullable Object> code(String message, String code, Instant until) {
        return Reply.fields("message", message, "totp", code, "expires", TIME.format(until), "result", true);
    }

    Reply seal(Call call) {
        Instant begun = clock.instant();
        var body = call.json();
        var seal = seal(call.client(), body);
        String code = totp(body);
        return switch (files.seal(call.client(), seal, code, wanted.of(body), call.origin())) {
            case SealFiles.Outcome.Done(var sealed) -> Reply.ok(Reply.fields("time",
                    (int) Duration.between(begun, clock.instant()).toMillis(), "file", sealed));
            case SealFiles.Outcome.Refused(var refusal) -> throw refused(refusal);
            case SealFiles.Outcome.Ended ended -> throw Refused.request("Proses sealing gagal : segel atau aktivasinya diakhiri");
            case SealFiles.Outcome.Troubled(int file, var trouble) -> throw replies.troubled(file, trouble);
        };
    }

    private static String totp(JsonNode body) {
        return Call.text(body, "totp", "otp").orElseThrow(() -> Refused.missing("totp"));
    }

    private FindSeal.Found.Usable seal(Client client, JsonNode body) {
        String id = Call.text(body, "idSubscriber").orElseThrow(() -> Refused.missing("idSubscriber"));
        return switch (seals.find(client, id)) {
            case FindSeal.Found.Usable usable -> usable;
            case FindSeal.Found.NotThere none -> throw new Refused(400, "Segel tidak terdaftar", Refused.NOT_REGISTERED);
            case FindSeal.Found.NotInForce(var status) -> throw new Refused(400,
                    "Sertifikat segel tidak dapat dipakai, status " + standing(status), Refused.NO_CERTIFICATE);
            case FindSeal.Found.Orphaned none -> throw Refused
                    .request("Penanggung jawab segel tidak aktif; petugas instansi menunjuk yang lain di konsol");
            case FindSeal.Found.Sandbox sandbox -> throw Refused.request("Segel elektronik tidak tersedia di sandbox");
        };
    }

    /** In the words that the API has for signers. */
    private static String standing(CertificateStatus status) {
        return switch (status) {
            case ISSUED -> "ISSUE";
            case SUSPENDED -> "SUSPEND";
            case REVOKED -> "REVOKE";
            case RENEW -> "RENEW";
            case EXPIRED -> "EXPIRED";
        };
    }

    private static <T> T done(ActivateSeal.Outcome<T> outcome) {
        return switch (outcome) {
            case ActivateSeal.Outcome.Done<T>(var value) -> value;
            case ActivateSeal.Outcome.Refused<T>(var refusal) -> throw refused(refusal);
            case ActivateSeal.Outcome.TooMany<T>(var retryAfter) ->
                throw new Refused(429, "Terlalu banyak permintaan aktivasi, coba lagi nanti", 429);
        };
    }

    private static Refused refused(SealRefusal refusal) {
        return switch (refusal) {
            case SealRefusal.NoSuchKey none -> new Refused(400, "Segel tidak terdaftar", Refused.NOT_REGISTERED);
            // Looked at, wrong, and one too many: what was sent is still wrong.
            case SealRefusal.WrongCode wrong -> wrong();
            case SealRefusal.Locked(boolean counted) -> counted ? wrong()
                    : Refused.request("TOTP terlalu sering salah; minta aktivasi baru");
            case SealRefusal.Expired over -> new Refused(400, "TOTP sudah tidak berlaku", Refused.WRONG_PASSPHRASE);
            case SealRefusal.TooMany(int left) -> Refused.request("TOTP hanya berlaku untuk " + left + " berkas lagi");
            case SealRefusal.DayFull(int left) -> Refused.request("Batas segel hari ini tinggal " + left + " berkas");
            case SealRefusal.TooManyCodes many -> Refused.request("Terlalu banyak TOTP yang belum dipakai");
        };
    }

    private static Refused wrong() {
        return new Refused(400, "TOTP anda salah", Refused.WRONG_PASSPHRASE);
    }
}
