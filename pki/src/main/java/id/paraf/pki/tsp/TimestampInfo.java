package id.paraf.pki.tsp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.tsp.Accuracy;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.jspecify.annotations.Nullable;

/**
 * What a token certifies: this hash was known at this time. Its order is that of its times, not finer than its accuracy
 * (ordering is FALSE, the default), and the authority is named by its certificate alone.
 *
 * @param policy under which it is given, dotted
 * @param imprint exactly as in the request
 * @param serial never used before by this authority, below 2^160
 * @param time when; told in UTC to the millisecond
 * @param accuracy how far the time may be off, in whole milliseconds
 * @param nonce of the request, or null if there was none
 */
public record TimestampInfo(String policy, Imprint imprint, BigInteger serial, Instant time, Duration accuracy,
        @Nullable BigInteger nonce) {

    /** RFC 3161 §2.4.2: up to 160 bits. */
    private static final int LONGEST_SERIAL = 160;
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    public TimestampInfo {
        if (serial.signum() <= 0 || serial.bitLength() > LONGEST_SERIAL) {
            throw new IllegalArgumentException("A serial number is positive and below 2^" + LONGEST_SERIAL);
        }
        if (accuracy.isNegative() || accuracy.isZero()) {
            throw new IllegalArgumentException("An accuracy is more than nothing");
        }
    }

    /** The DER TSTInfo. */
    public byte[] der() {
        int millis = accuracy.toMillisPart();
        var stated = new Accuracy(accuracy.toSeconds() == 0 ? null : new ASN1Integer(accuracy.toSeconds()),
                millis == 0 ? null : new ASN1Integer(millis), null);
        try {
            return new TSTInfo(new ASN1ObjectIdentifier(policy), imprint.toAsn1(), new ASN1Integer(serial),
                    new ASN1GeneralizedTime(text()), stated, null, nonce == null ? null : new ASN1Integer(nonce), null, null)
                    .getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** RFC 3161 §2.4.2: fractions of a second without trailing zeros, and no point without them. */
    private String text() {
        long millis = time.toEpochMilli() - time.getEpochSecond() * 1000;
        String fraction = millis == 0 ? "" : String.format(Locale.ROOT, ".%03d", millis).replaceAll("0+$", "");
        return SECONDS.format(time) + fraction + "Z";
    }
}
