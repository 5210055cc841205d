package id.paraf.pki.tsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.tsp.TimeStampReq;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.junit.jupiter.api.Test;

import id.paraf.pki.Mutations;
import id.paraf.testing.Proves;

class TimestampRequestTest {

    private static final BigInteger NONCE = new BigInteger("00f00dfeed00000001", 16);

    private static byte[] hash(int length) {
        byte[] hash = new byte[length];
        Arrays.fill(hash, (byte) 0x5a);
        return hash;
    }

    private static byte[] ask(ASN1ObjectIdentifier algorithm, int length) throws Exception {
        return new TimeStampRequestGenerator().generate(algorithm, hash(length), NONCE).getEncoded();
    }

    private static TimestampRequest.Query query(byte[] request) {
        assertThat(TimestampRequest.read(request)).isInstanceOf(TimestampRequest.Query.class);
        return (TimestampRequest.Query) TimestampRequest.read(request);
    }

    private static void refused(byte[] request, TimestampFailure failure) {
        assertThat(TimestampRequest.read(request)).isInstanceOfSatisfying(TimestampRequest.Refused.class,
                refused -> assertThat(refused.failure()).as(refused.why()).isEqualTo(failure));
    }

    @Test
    @Proves("TS-01")
    void whatIsAskedIsUnderstood() throws Exception {
        var generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        generator.setReqPolicy(new ASN1ObjectIdentifier("1.2.3.4"));
        var all = query(generator.generate(NISTObjectIdentifiers.id_sha384, hash(48), NONCE).getEncoded());
        assertThat(all.imprint().hash()).isEqualTo(ImprintHash.SHA384);
        assertThat(all.imprint().value()).isEqualTo(hash(48));
        assertThat(all.policy()).isEqualTo("1.2.3.4");
        assertThat(all.nonce()).isEqualTo(NONCE);
        assertThat(all.certReq()).isTrue();
        var bare = query(new TimeStampRequestGenerator().generate(NISTObjectIdentifiers.id_sha512, hash(64)).getEncoded());
        assertThat(bare.policy()).isNull();
        assertThat(bare.nonce()).isNull();
        assertThat(bare.certReq()).isFalse();
        assertThat(query(ask(NISTObjectIdentifiers.id_sha256, 32)).imprint().hash()).isEqualTo(ImprintHash.SHA256);
    }

    @Test
    @Proves("TS-01")
    void whatWeAskIsWhatWeUnderstand() {
        for (boolean certReq : new boolean[] {true, false}) {
            var query = new TimestampRequest.Query(new Imprint(ImprintHash.SHA256, hash(32)), "1.2.3", NONCE, certReq);
            var again = query(query.der());
            assertThat(again).usingRecursiveComparison().isEqualTo(query);
        }
    }

    @Test
    @Proves("TS-01")
    void eachRefusalHasItsOwnFailure() throws Exception {
        refused(ask(OIWObjectIdentifiers.idSHA1, 20), TimestampFailure.BAD_ALG);
        refused(ask(NISTObjectIdentifiers.id_sha224, 28), TimestampFailure.BAD_ALG);
        refused(ask(NISTObjectIdentifiers.id_sha256, 31), TimestampFailure.BAD_DATA_FORMAT);
        refused(ask(NISTObjectIdentifiers.id_sha512, 32), TimestampFailure.BAD_DATA_FORMAT);
        for (boolean critical : new boolean[] {true, false}) {
            var generator = new TimeStampRequestGenerator();
            generator.addExtension(new ASN1ObjectIdentifier("1.2.3.4.5"), critical, new byte[] {5, 0});
            refused(generator.generate(NISTObjectIdentifiers.id_sha256, hash(32)).getEncoded(),
                    TimestampFailure.UNACCEPTED_EXTENSION);
        }
        byte[] good = ask(NISTObjectIdentifiers.id_sha256, 32);
        byte[] versionTwo = good.clone();
        assertThat(Arrays.copyOfRange(versionTwo, 2, 5)).containsExactly(2, 1, 1);
        versionTwo[4] = 2;
        refused(versionTwo, TimestampFailure.BAD_REQUEST);
        refused(new byte[0], TimestampFailure.BAD_DATA_FORMAT);
        refused("bukan permintaan".getBytes(java.nio.charset.StandardCharsets.UTF_8), TimestampFailure.BAD_DATA_FORMAT);
        refused(Arrays.copyOf(good, good.length + 1), TimestampFailure.BAD_DATA_FORMAT);
        refused(Arrays.copyOf(good, good.length - 1), TimestampFailure.BAD_DATA_FORMAT);
        refused(new byte[TimestampRequest.LONGEST + 1], TimestampFailure.BAD_DATA_FORMAT);
        // FALSE is the default of certReq, and DER has no defaults.
        var parts = ASN1Sequence.getInstance(good);
        var explicit = new org.bouncycastle.asn1.ASN1EncodableVector();
        parts.forEach(explicit::add);
        explicit.add(org.bouncycastle.asn1.ASN1Boolean.FALSE);
        refused(new DERSequence(explicit).getEncoded(), TimestampFailure.BAD_DATA_FORMAT);
    }

    /** Whatever is understood, Bouncy Castle understands the same way, and it was DER to the last bit. */
    @Test
    @Proves("TS-01")
    void aHundredThousandMutationsAreReadAsBouncyCastleReadsThem() throws Exception {
        var random = new Random(20261103);
        var all = new TimeStampRequestGenerator();
        all.setCertReq(true);
        all.setReqPolicy(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.7"));
        var extended = new TimeStampRequestGenerator();
        extended.addExtension(new ASN1ObjectIdentifier("1.2.3.4.5"), true, new byte[] {5, 0});
        var seeds = List.of(ask(NISTObjectIdentifiers.id_sha256, 32), ask(NISTObjectIdentifiers.id_sha512, 64),
                all.generate(NISTObjectIdentifiers.id_sha384, hash(48), NONCE).getEncoded(),
                extended.generate(NISTObjectIdentifiers.id_sha256, hash(32)).getEncoded());
        int understood = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] mutant = Mutations.of(seeds.get(random.nextInt(seeds.size())), random);
            if (TimestampRequest.read(mutant) instanceof TimestampRequest.Query query) {
                understood++;
                var theirs = new TimeStampRequest(mutant);
                assertThat(query.imprint().value()).isEqualTo(theirs.getMessageImprintDigest());
                assertThat(query.imprint().toAsn1()).isEqualTo(TimeStampReq.getInstance(mutant).getMessageImprint());
                assertThat(query.nonce()).isEqualTo(theirs.getNonce());
                assertThat(query.policy()).isEqualTo(theirs.getReqPolicy() == null ? null : theirs.getReqPolicy().getId());
                assertThat(query.certReq()).isEqualTo(theirs.getCertReq());
                assertThat(TimeStampReq.getInstance(mutant).getEncoded(ASN1Encoding.DER)).isEqualTo(mutant);
            }
        }
        assertThat(understood).isGreaterThan(5_000).isLessThan(95_000);
    }
}
