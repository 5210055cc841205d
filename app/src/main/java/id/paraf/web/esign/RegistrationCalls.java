package id.paraf.web.esign;

import java.util.Set;

import org.springframework.stereotype.Component;

import id.paraf.account.InviteMembers.Flaw;
import id.paraf.esign.RegisterPeople;
import id.paraf.esign.RegisterPeople.Outcome;

/** People whom an application registers: they are invited, and do the rest themselves. */
@Component
class RegistrationCalls {

    private final RegisterPeople register;

    RegistrationCalls(RegisterPeople register) {
        this.register = register;
    }

    Reply register(Call call) {
        var body = call.json();
        String name = Call.text(body, "nama").orElseThrow(() -> Refused.missing("Nama"));
        String email = Call.text(body, "email").orElseThrow(() -> Refused.missing("Email"));
        return switch (register.register(call.client(), name, email, call.origin())) {
            case Outcome.Registered done ->
                Reply.ok(Reply.fields("success", true, "message", "Pendaftaran berhasil", "data", null));
            case Outcome.NotAllowed no -> throw Refused
                    .request("Aplikasi ini tidak diizinkan mendaftarkan pengguna; petugas instansi mengundang mereka di portal");
            case Outcome.TooMany(var retryAfter) ->
                throw new Refused(429, "Terlalu banyak pendaftaran hari ini, coba lagi besok", 429);
            case Outcome.Flawed(var flaws) -> throw flawed(flaws);
        };
    }

    private static Refused flawed(Set<Flaw> flaws) {
        if (flaws.contains(Flaw.EMAIL_TAKEN)) {
            return new Refused(400, "Email telah terdaftar", Refused.REGISTERED);
        }
        return new Refused(400, "Data tidak sesuai ketentuan : Kolom " + (flaws.contains(Flaw.EMAIL) ? "'Email' bukan alamat e-mail"
                : "'Nama' terlalu panjang atau tidak dapat ditampilkan"), Refused.DATA_WRONG);
    }
}
