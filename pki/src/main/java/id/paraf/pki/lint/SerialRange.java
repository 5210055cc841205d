package id.paraf.pki.lint;

import java.util.List;

/** SMBR 7.1, RFC 5280 §4.1.2.2: positive, below 2^159, long enough to hold 64 unpredictable bits. */
final class SerialRange implements Lint {

    @Override
    public String id() {
        return "CA-01";
    }

    @Override
    public List<String> check(Sample sample) {
        return new Findings().require(sample.serial().signum() > 0, "the serial number is not positive")
                .require(sample.serial().bitLength() <= 159, "the serial number has more than 159 bits")
                .require(sample.serial().bitLength() >= 64, "the serial number has fewer than 64 bits").list();
    }
}
