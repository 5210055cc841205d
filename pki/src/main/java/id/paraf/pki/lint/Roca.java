package id.paraf.pki.lint;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * CVE-2017-15361: a library in smart cards made primes of the form k·M + (65537^a mod M), M a product of the first primes. Such a
 * modulus is a power of 65537 modulo each of them, which another one is by a chance of one in 2^27.
 */
final class Roca {

    private static final int LARGEST_PRIME = 167;
    /** For each odd prime, which remainders are powers of 65537. */
    private static final Map<Integer, boolean[]> POWERS = powers();

    private Roca() {
    }

    static boolean fingerprint(BigInteger modulus) {
        return POWERS.entrySet().stream().allMatch(
                prime -> prime.getValue()[modulus.mod(BigInteger.valueOf(prime.getKey())).intValue()]);
    }

    private static Map<Integer, boolean[]> powers() {
        var powers = new LinkedHashMap<Integer, boolean[]>();
        IntStream.rangeClosed(3, LARGEST_PRIME).filter(n -> BigInteger.valueOf(n).isProbablePrime(30)).forEach(prime -> {
            var reached = new boolean[prime];
            for (int power = 1; !reached[power]; power = power * (65_537 % prime) % prime) {
                reached[power] = true;
            }
            powers.put(prime, reached);
        });
        return powers;
    }
}
