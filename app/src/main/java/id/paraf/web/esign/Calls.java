package id.paraf.web.esign;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;

import id.paraf.web.RawRoutes;

/** Every call there is, with the names under which applications know it. */
@Component
class Calls {

    /** Answers one call. */
    interface Handler {
        Reply answer(Call call) throws IOException;
    }

    /** @param variable what the path names at its end, or nothing */
    record Found(String pattern, Handler handler, String variable) {
    }

    private record Entry(String method, String pattern, Handler handler) {

        private String fixed() {
            int brace = pattern.indexOf('{');
            return brace < 0 ? pattern : pattern.substring(0, brace);
        }

        /** What stands where the variable is; empty if the path is another one. */
        Optional<String> match(String path) {
            if (fixed().equals(pattern)) {
                return path.equals(pattern) ? Optional.of("") : Optional.empty();
            }
            return path.startsWith(fixed()) && path.length() > fixed().length() && path.indexOf('/', fixed().length()) < 0
                    ? Optional.of(path.substring(fixed().length()))
                    : Optional.empty();
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    Calls(SignV1 v1, SignV2 v2, VerifyCalls verify, SignerCalls signers, RegistrationCalls registration, CodeCalls codes,
            SealCalls seals) {
        add("POST", v1::sign, "/api/sign/pdf");
        add("GET", v1::download, "/api/sign/download/{document}");
        add("POST", verify::v1, "/api/sign/verify");
        add("GET", signers::statusV1, "/api/user/status/{nik}");
        add("POST", signers::statusV1, "/api/user/status/{nik}");
        add("POST", v2::sign, "/api/v2/sign/pdf");
        add("POST", verify::v2, "/api/v2/verify/pdf");
        // Both spellings are in use.
        add("POST", signers::statusV2, "/api/v2/user/check/status", "/api/v2/user/check-status");
        add("GET", signers::chain, "/api/v2/user/certificate/chain/{signer}", "/api/user/certificate/chain/{signer}");
        add("POST", codes::ask, "/api/v2/sign/get/totp");
        add("POST", seals::activation, "/api/v2/seal/get/activation");
        add("POST", seals::revoke, "/api/v2/seal/revoke/activation");
        add("POST", seals::code, "/api/v2/seal/get/totp");
        add("POST", seals::seal, "/api/v2/seal/pdf");
        add("POST", registration::register, "/api/v2/user/registration", "/api/v2/user/register");
    }

    private void add(String method, Handler handler, String... patterns) {
        for (String pattern : patterns) {
            entries.add(new Entry(method, pattern, handler));
        }
    }

    Optional<Found> find(String method, String path) {
        return entries.stream().filter(entry -> entry.method().equals(method))
                .flatMap(entry -> entry.match(path).map(value -> new Found(entry.pattern(), entry.handler(), value)).stream())
                .findFirst();
    }

    /** Whether another method is answered there. */
    boolean known(String path) {
        return entries.stream().anyMatch(entry -> entry.match(path).isPresent());
    }

    RawRoutes routes() {
        return new RawRoutes(entries.stream().map(entry -> entry.method() + " " + entry.pattern()).toList());
    }
}
