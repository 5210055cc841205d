package id.paraf.boot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.certificate.Authorities;
import id.paraf.pades.sign.Level;
import id.paraf.pades.sign.ValidationData;
import id.paraf.pki.tsp.ImprintHash;
import id.paraf.signing.SignatureLevels;
import id.paraf.signing.SigningLevel;
import id.paraf.signing.SigningSettings;
import id.paraf.signing.Trouble;
import id.paraf.timestamp.Timestamps;
import id.paraf.timestamp.TokenOutcome;

/**
 * Signatures of the level that was asked for, usually B-LT: a timestamp, and the same answers and lists that anyone would fetch over the network, taken from where
 * they are made. What somebody else's timestamp authority would say about its certificates is not there, and is left out.
 */
@Component
class OwnLevels implements SignatureLevels {

    private final Timestamps timestamps;
    private final OwnRegister register;
    private final Authorities authorities;
    private final SigningLevel usual;

    OwnLevels(Timestamps timestamps, OwnRegister register, Authorities authorities, SigningSettings settings) {
        this.timestamps = timestamps;
        this.register = register;
        this.authorities = authorities;
        this.usual = settings.level();
    }

    @Override
    public Level next(@Nullable SigningLevel asked) {
        return switch (asked == null ? usual : asked) {
            case B_B -> new Level.Basic();
            case B_T -> new Level.Timestamped(this::token);
            case B_LT -> new Level.LongTerm(this::token, this::material);
            case B_LTA -> new Level.Archived(this::token, this::material);
        };
    }

    private boolean own(X509CertificateHolder certificate) {
        return certificate.getIssuer().equals(authorities.issuing().subject())
                || certificate.getIssuer().equals(authorities.root().subject());
    }

    private byte[] token(byte[] sha256) throws IOException {
        return switch (timestamps.over(ImprintHash.SHA256, sha256)) {
            case TokenOutcome.Given given -> given.der();
            case TokenOutcome.Refused refused -> throw new Silent(Trouble.TIMESTAMP_MISSING, "no timestamp: " + refused.why());
        };
    }

    private ValidationData material(List<X509CertificateHolder> signers, List<X509CertificateHolder> others) throws IOException {
        var root = authorities.root().certificate();
        var certificates = Stream.of(signers, others, List.of(authorities.issuing().certificate(), root)).flatMap(List::stream)
                .distinct().toList();
        var encoded = new ArrayList<byte[]>();
        var answers = new ArrayList<byte[]>();
        var lists = new ArrayList<byte[]>();
        for (var certificate : certificates) {
            encoded.add(certificate.getEncoded());
            if (!certificate.equals(root)) {
                var said = register.about(certificate);
                if (said.answer().isEmpty() && said.list().isEmpty() && own(certificate)) {
                    // A signature without it would not be what its level says.
                    throw new Silent(Trouble.EVIDENCE_MISSING, "nothing is known of a certificate of our own");
                }
                said.answer().ifPresent(answers::add);
                said.list().ifPresent(lists::add);
            }
        }
        return new ValidationData(encoded, answers, lists);
    }
}
