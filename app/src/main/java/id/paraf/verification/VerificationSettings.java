package id.paraf.verification;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import id.paraf.kernel.RefusedToStart;

/**
 * How much verification may cost, and whom it trusts besides the operator's own authority.
 *
 * @param mostBytes the largest file that is looked at
 * @param memory heap that all files being looked at may take together; a file takes twice its size while it arrives
 * @param trust directory with certificates of other providers' authorities in PEM or DER, or null
 */
@ConfigurationProperties("paraf.verification")
public record VerificationSettings(@DefaultValue("50MB") DataSize mostBytes, @DefaultValue("160MB") DataSize memory,
        @Nullable Path trust) {

    private static final DataSize SMALLEST = DataSize.ofKilobytes(64);
    /** An array of Java ends here, and far below it a heap does. */
    private static final DataSize LARGEST = DataSize.ofMegabytes(512);

    public VerificationSettings {
        if (mostBytes.compareTo(SMALLEST) < 0 || mostBytes.compareTo(LARGEST) > 0) {
            throw new RefusedToStart("paraf.verification.most-bytes is " + mostBytes.toBytes()
                    + " bytes. Set it to something from 64KB to 512MB, for instance 50MB.");
        }
        if (memory.toBytes() < 2 * mostBytes.toBytes()) {
            throw new RefusedToStart("paraf.verification.memory must be at least twice paraf.verification.most-bytes, that is "
                    + 2 * mostBytes.toMegabytes() + "MB: a file takes twice its size while it arrives.");
        }
    }
}
