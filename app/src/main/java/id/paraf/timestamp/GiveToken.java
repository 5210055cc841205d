package id.paraf.timestamp;

import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.IntFunction;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

import id.paraf.kernel.Hashes;
import id.paraf.keyroom.AuthorityOutcome;
import id.paraf.pki.SerialNumber;
import id.paraf.pki.tsp.TimestampFailure;
import id.paraf.pki.tsp.TimestampInfo;
import id.paraf.pki.tsp.TimestampRequest;
import id.paraf.pki.tsp.TimestampToken;

/** Gives one token: time, number, row, signature, in this order, and never a token without its row. */
class GiveToken {

    private static final Logger LOG = LoggerFactory.getLogger(GiveToken.class);
    /** A number of 158 random bits comes twice only if the randomness does; then the next one will do. */
    private static final int TRIES = 5;

    private final TimestampClock clock;
    private final TokenSigners signers;
    private final TokenRows rows;
    private final TimestampSettings settings;
    private final IntFunction<byte[]> random;

    GiveToken(TimestampClock clock, TokenSigners signers, TokenRows rows, TimestampSettings settings,
            IntFunction<byte[]> random) {
        this.clock = clock;
        this.signers = signers;
        this.rows = rows;
        this.settings = settings;
        this.random = random;
    }

    TokenOutcome give(TimestampRequest.Query query) {
        if (query.policy() != null && !query.policy().equals(settings.policy())) {
            return new TokenOutcome.Refused(TimestampFailure.UNACCEPTED_POLICY, "the policy here is " + settings.policy());
        }
        try {
            return switch (clock.now()) {
                case ClockGuard.Now.Doubted doubted -> new TokenOutcome.Refused(TimestampFailure.TIME_NOT_AVAILABLE,
                        "the clock is not trusted now; try again in a minute");
                case ClockGuard.Now.Believed(Instant at) -> give(query, at.truncatedTo(ChronoUnit.MILLIS));
            };
        } catch (DataAccessException | TransactionException e) {
            LOG.error("No timestamp: the database does not work", e);
            return broken();
        }
    }

    private TokenOutcome give(TimestampRequest.Query query, Instant at) {
        var signer = signers.at(at);
        if (signer == null) {
            LOG.error("No timestamp: there is no certificate that may sign it");
            return broken();
        }
        for (int left = TRIES; left > 0; left--) {
            BigInteger serial = SerialNumber.of(random.apply(SerialNumber.BYTES)).value();
            byte[] info = new TimestampInfo(settings.policy(), query.imprint(), serial, at, settings.mostDrift(), query.nonce())
                    .der();
            // TS-04: committed before anything is signed, so that neither a crash nor another node can use the number again.
            if (rows.insert(serial.toByteArray(), at, signer.id(), Hashes.sha256(info))) {
                var token = new TimestampToken(info, signer.certificate());
                return switch (signer.key().sign(info, token.toBeSigned())) {
                    case AuthorityOutcome.Signed(byte[] signature) ->
                        new TokenOutcome.Given(token.signed(signature, query.certReq() ? signer.chain() : List.of()), at);
                    case AuthorityOutcome.Refused(String reason) -> {
                        LOG.error("No timestamp: the keyroom refused: {}", reason);
                        yield broken();
                    }
                };
            }
            LOG.error("A random serial number came twice: was this machine copied while it ran?");
        }
        return broken();
    }

    private static TokenOutcome.Refused broken() {
        return new TokenOutcome.Refused(TimestampFailure.SYSTEM_FAILURE, "something here does not work; try again later");
    }
}
