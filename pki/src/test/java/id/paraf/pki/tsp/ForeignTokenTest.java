package id.paraf.pki.tsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import id.paraf.pki.Mutations;
import id.paraf.pki.TestAuthority;

class ForeignTokenTest {

    private static final Instant TIME = TestAuthority.NOW.plusSeconds(60);
    private static final TimestampRequest.Query QUERY = new TimestampRequest.Query(
            new Imprint(ImprintHash.SHA256, new byte[32]), null, BigInteger.valueOf(4711), true);
    private final TestTimestamps authority = new TestTimestamps();

    private static void refused(ForeignToken outcome, String why) {
        assertThat(outcome).isInstanceOfSatisfying(ForeignToken.Refused.class, refused -> assertThat(refused.why()).contains(why));
    }

    private ForeignToken check(byte[] response) {
        return ForeignToken.check(response, QUERY, List.of(authority.root()));
    }

    @Test
    void aRightAnswerIsBelieved() {
        byte[] answer = authority.answer(QUERY, TIME);
        assertThat(check(answer)).isInstanceOfSatisfying(ForeignToken.Believed.class, believed -> {
            assertThat(believed.time()).isEqualTo(TIME);
            assertThat(TimestampToken.granted(believed.token())).isEqualTo(answer);
        });
    }

    @Test
    void anythingElseIsRefused() {
        var along = List.of(authority.certificate, authority.issuing());
        byte[] other = new byte[32];
        other[0] = 1;
        refused(check(authority.answer(new Imprint(ImprintHash.SHA256, other), QUERY.nonce(), along, TIME)), "imprint");
        refused(check(authority.answer(QUERY.imprint(), BigInteger.ONE, along, TIME)), "nonce");
        refused(check(authority.answer(QUERY.imprint(), null, along, TIME)), "nonce");
        refused(check(authority.answer(QUERY.imprint(), QUERY.nonce(), List.of(), TIME)), "did not come along");
        // A year after the end of its certificate.
        refused(check(authority.answer(QUERY, TIME.plusSeconds(86_400 * 365))), "");
        refused(check(TimestampFailure.TIME_NOT_AVAILABLE.reply("no")), "status 2");
        refused(ForeignToken.check(authority.answer(QUERY, TIME), QUERY, List.of(new TestTimestamps().root())), "path");
        refused(ForeignToken.check(authority.answer(QUERY, TIME), QUERY, List.of()), "");
        // A signer's certificate is none for timestamps, whoever signed it.
        var responder = new TestTimestamps(TestAuthority.OCSP_RESPONDER, TestAuthority.NOW);
        refused(ForeignToken.check(responder.answer(QUERY, TIME), QUERY, List.of(responder.root())), "ExtendedKeyUsage");
    }

    /** Seeded: one bit or more of a good answer is wrong, and it is refused or still the same signed statement. */
    @Test
    void mutationsAreRefusedAndNeverThrow() {
        var random = new Random(20261104);
        byte[] good = authority.answer(QUERY, TIME);
        int refused = 0;
        for (int i = 0; i < 1_000; i++) {
            refused += switch (check(Mutations.of(good, random))) {
                case ForeignToken.Refused no -> 1;
                case ForeignToken.Believed believed -> {
                    assertThat(believed.time()).isEqualTo(TIME);
                    yield 0;
                }
            };
        }
        assertThat(refused).isGreaterThan(800);
    }

    @Test
    void deepNestingIsRefused() {
        byte[] deep = new byte[65_536];
        for (int i = 0; i < deep.length; i += 2) {
            deep[i] = 0x30;
            deep[i + 1] = (byte) 0x80;
        }
        refused(check(deep), "malformed");
    }
}
