package id.paraf.signing;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the operator may choose about documents.
 *
 * @param mostBytes of one document
 * @param mostFiles how many are uploaded, and signed, at a time
 * @param mostKept how many documents one account may have here
 * @param keepSigned how long a signed document can be downloaded
 * @param keepUnsigned how long an unsigned one waits
 * @param atOnce how many documents are signed at the same time, whoever they belong to: each takes memory of about four times its size
 * @param remindAfter how long somebody's turn lasts before a reminder, and before the next one
 * @param longestRound how long others can be asked to sign one document
 * @param level how long signatures are to be verifiable, where an order does not say
 */
@ConfigurationProperties("paraf.signing")
public record SigningSettings(@DefaultValue("25MB") DataSize mostBytes, @DefaultValue("20") int mostFiles,
        @DefaultValue("500") int mostKept, @DefaultValue("30d") Duration keepSigned, @DefaultValue("7d") Duration keepUnsigned,
        @DefaultValue("4") int atOnce, @DefaultValue("2d") Duration remindAfter, @DefaultValue("90d") Duration longestRound,
        @DefaultValue("B_LT") SigningLevel level) {

    /** Most bytes of one upload with all its files, and of what a form adds to them. */
    public long mostBytesTogether() {
        return mostBytes.toBytes() * mostFiles + (1 << 20);
    }
}
