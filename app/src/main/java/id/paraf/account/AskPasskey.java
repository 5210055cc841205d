package id.paraf.account;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.PasskeyChallenges.Holder;
import id.paraf.account.PasskeyChallenges.Purpose;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Randomness;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;

/** Asks a browser to prove a passkey. Before the password nothing is said about anybody: the browser offers what it holds. */
@Component
public class AskPasskey {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** 256 bits, as {@link Randomness#token} writes them. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final TransactionTemplate transactions;
    private final Limits limits;
    private final Randomness randomness;
    private final WebAuthn webAuthn;
    private final PasskeyChallenges challenges;
    private final Passkeys passkeys;

    AskPasskey(TransactionTemplate transactions, Limits limits, Randomness randomness, WebAuthn webAuthn,
            PasskeyChallenges challenges, Passkeys passkeys) {
        this.transactions = transactions;
        this.limits = limits;
        this.randomness = randomness;
        this.webAuthn = webAuthn;
        this.challenges = challenges;
        this.passkeys = passkeys;
    }

    /** What the browser is asked to prove: PublicKeyCredentialRequestOptionsJSON of WebAuthn Level 3 §5.1.10. */
    public record Options(String challenge, String rpId, long timeout, String userVerification,
            List<Descriptor> allowCredentials) {
    }

    /** A passkey by its identifier. */
    public record Descriptor(String type, String id) {
    }

    /** What became of asking somebody who is not logged in. */
    public sealed interface Asked {
        /** @param browser what the browser has to hold when it answers */
        record Question(Options options, String browser) implements Asked {

            @Override
            public String toString() {
                return "Question[•••]";
            }
        }

        /** Too many questions from one address. */
        record Wait(Duration retryAfter) implements Asked {
        }
    }

    /**
     * Asks a browser that is not logged in for any passkey of ours.
     *
     * @param holds what it holds since it was asked before, so that each of its tabs can answer; null if it holds nothing
     */
    public Asked anybody(@Nullable String holds, Origin origin) {
        if (limits.take(Limit.PASSKEY_ASKED_PER_ADDRESS, origin.address()) instanceof Limits.Outcome.Refused(Duration retryAfter)) {
            return new Asked.Wait(retryAfter);
        }
        String browser = holds != null && TOKEN.matcher(holds).matches() ? holds : randomness.token();
        return new Asked.Question(options(Purpose.LOGIN, Holder.ofBrowser(browser), List.of()), browser);
    }

    /** Asks for a passkey of the account whose password this session has proven; empty if it has none, or the login is complete. */
    public Optional<Options> second(Sessions.Login login) {
        return login.session().complete() ? Optional.empty() : ofAccount(Purpose.LOGIN, login);
    }

    /** Asks who is logged in for one of their passkeys; empty if they have none. */
    public Optional<Options> again(Sessions.Login login) {
        return ofAccount(Purpose.STEP_UP, login);
    }

    private Optional<Options> ofAccount(Purpose purpose, Sessions.Login login) {
        return Optional.of(passkeys.credentials(login.account().id())).filter(known -> !known.isEmpty())
                .map(known -> options(purpose, Holder.of(login), known));
    }

    private Options options(Purpose purpose, Holder holder, List<byte[]> allowed) {
        return new Options(transactions.execute(status -> challenges.create(purpose, holder)), webAuthn.rpId(),
                PasskeyChallenges.LIFE.toMillis(), "required", descriptors(allowed));
    }

    static List<Descriptor> descriptors(List<byte[]> credentials) {
        return credentials.stream().map(credential -> new Descriptor("public-key", BASE64.encodeToString(credential))).toList();
    }
}
