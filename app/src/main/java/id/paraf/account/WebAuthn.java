package id.paraf.account;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What browsers and authenticators answer, read and judged by WebAuthn Level 3 (webauthn4j): for this origin, with the owner
 * verified by the authenticator. Who asked, and whether the challenge was ours, is judged elsewhere.
 */
@Component
class WebAuthn {

    /** An answer is a few kilobytes; an attestation with certificates is the longest. */
    private static final int LONGEST = 20_000;
    /** ES256 first, then EdDSA, and RS256 for Windows Hello. */
    private static final List<COSEAlgorithmIdentifier> ALGORITHMS = List.of(COSEAlgorithmIdentifier.ES256,
            COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.RS256);

    private final URI origin;
    private final WebAuthnManager manager;
    private final AttestedCredentialDataConverter credentials;

    WebAuthn(@Value("${paraf.origin}") URI origin) {
        this.origin = origin;
        var converter = new ObjectConverter();
        // Attestation is not asked for ("none"), so what comes of it is not believed either.
        manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
        credentials = new AttestedCredentialDataConverter(converter);
    }

    /** WebAuthn Level 3 §5.1.2: the relying party is the host of the origin. */
    String rpId() {
        return origin.getHost();
    }

    /** Whether browsers know passkeys at our address: they do at a name, and not at a number. */
    boolean named() {
        return !rpId().matches("[0-9.]+|\\[.*");
    }

    static List<Long> algorithms() {
        return ALGORITHMS.stream().map(COSEAlgorithmIdentifier::getValue).toList();
    }

    /** What became of an answer. */
    sealed interface Verdict {
        record Right() implements Verdict {
        }

        /** @param flaw the rule that it breaks, for the audit trail */
        record Wrong(String flaw) implements Verdict {
        }

        /** WebAuthn Level 3 §6.1.1: the counter went back, as it does when two devices hold what one should. */
        record Copied() implements Verdict {
        }
    }

    /** What an authenticator tells of itself each time. */
    record Told(long counter, boolean backupEligible, boolean backedUp) {

        private static Told by(AuthenticatorData<?> data) {
            return new Told(data.getSignCount(), data.isFlagBE(), data.isFlagBS());
        }
    }

    /**
     * A new passkey, as it was answered and not judged yet.
     *
     * @param kept attested credential data: identifier, public key and model
     */
    record Made(RegistrationData data, CollectedClientData client, byte[] credential, byte[] kept, Told told) {

        byte[] challenge() {
            return client.getChallenge().getValue();
        }
    }

    /**
     * What a passkey signed, not judged yet.
     *
     * @param handle whose it says to be; empty if it does not say
     */
    record Signed(AuthenticationData data, CollectedClientData client, byte[] credential, byte[] handle, Told told) {

        byte[] challenge() {
            return client.getChallenge().getValue();
        }
    }

    /** A new passkey's answer; empty if it is none. */
    Optional<Made> made(String answer) {
        return read(answer, () -> {
            var data = manager.parseRegistrationResponseJSON(answer);
            var authenticator = Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
            var credential = Objects.requireNonNull(authenticator.getAttestedCredentialData());
            return new Made(data, Objects.requireNonNull(data.getCollectedClientData()), bytes(credential.getCredentialId()),
                    credentials.convert(credential), Told.by(authenticator));
        });
    }

    /** A passkey's answer; empty if it is none. */
    Optional<Signed> signed(String answer) {
        return read(answer, () -> {
            var data = manager.parseAuthenticationResponseJSON(answer);
            return new Signed(data, Objects.requireNonNull(data.getCollectedClientData()), bytes(data.getCredentialId()),
                    bytes(data.getUserHandle()), Told.by(Objects.requireNonNull(data.getAuthenticatorData())));
        });
    }

    /** What the library may leave out. */
    private static byte[] bytes(@Nullable Object given) {
        return given instanceof byte[] bytes ? bytes : new byte[0];
    }

    private static <T> Optional<T> read(String answer, Supplier<T> parser) {
        if (answer.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.get());
        } catch (RuntimeException notOne) {
            // A stranger wrote it, and the parser stumbles in many ways over what is missing.
            return Optional.empty();
        }
    }

    /** Judges a new passkey by WebAuthn Level 3 §7.1. */
    Verdict judge(Made made) {
        var parameters = ALGORITHMS.stream()
                .map(algorithm -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm)).toList();
        return judged(() -> manager.verify(made.data(),
                new RegistrationParameters(server(made.client()), parameters, true)));
    }

    /** Judges what a known passkey signed by WebAuthn Level 3 §7.2: against what was kept of it, and what it told before. */
    Verdict judge(Signed signed, byte[] kept, Told before) {
        var known = new CredentialRecordImpl(new NoneAttestationStatement(), true, before.backupEligible(), before.backedUp(),
                before.counter(), credentials.convert(kept), null, null, null, null);
        return judged(() -> manager.verify(signed.data(),
                new AuthenticationParameters(server(signed.client()), known, null, true)));
    }

    private static Verdict judged(Supplier<?> judge) {
        try {
            judge.get();
            return new Verdict.Right();
        } catch (MaliciousCounterValueException copied) {
            return new Verdict.Copied();
        } catch (RuntimeException wrong) {
            return new Verdict.Wrong(wrong.getClass().getSimpleName().replace("Exception", ""));
        }
    }

    /** The challenge is the answer's own: whether it is one of ours is known by its hash, before anything is judged. */
    private ServerProperty server(CollectedClientData client) {
        return ServerProperty.builder().originPredicate(this::ours).rpId(rpId()).challenge(client.getChallenge()).build();
    }

    private boolean ours(com.webauthn4j.data.client.Origin given) {
        // As for the host of a request: on one's own machine the port may differ.
        return given.equals(new com.webauthn4j.data.client.Origin(origin.toString()))
                || rpId().equals("localhost") && rpId().equals(given.getHost()) && origin.getScheme().equals(given.getScheme());
    }
}
