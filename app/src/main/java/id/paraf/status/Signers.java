package id.paraf.status;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import id.paraf.pki.ocsp.ResponderIdentity;

/** The responder certificates of this node, in the order in which they came. Kept answers name theirs by its number. */
final class Signers {

    private volatile Signer[] all = new Signer[0];

    /** Signs ResponseData and returns an ECDSA signature in DER. */
    @FunctionalInterface
    interface Sign {
        byte[] sign(byte[] responseData);
    }

    /**
     * One of them.
     *
     * @param number kept with each answer
     * @param name what the register calls it
     */
    record Signer(int number, Object name, ResponderIdentity identity, Sign sign, boolean withdrawn) {

        boolean worksAt(long second) {
            return !withdrawn && identity.notBefore() <= second && second < identity.notAfter();
        }
    }

    /** Makes a responder known. */
    interface Open {
        Signer open(int number);
    }

    boolean knows(Object name) {
        return Arrays.stream(all).anyMatch(signer -> signer.name().equals(name) && !signer.withdrawn());
    }

    synchronized void add(Open open) {
        var before = all;
        var next = Arrays.copyOf(before, before.length + 1);
        next[before.length] = open.open(before.length);
        all = next;
    }

    /** Whoever is not named any more is not trusted any more: its answers are not given again. */
    synchronized void keepOnly(List<?> names) {
        all = Arrays.stream(all).map(signer -> names.contains(signer.name()) || signer.withdrawn() ? signer
                : new Signer(signer.number(), signer.name(), signer.identity(), signer.sign(), true)).toArray(Signer[]::new);
    }

    @Nullable Signer number(int number) {
        var now = all;
        return number < now.length ? now[number] : null;
    }

    /** The one that signs at this second: whichever lasts longest. */
    @Nullable Signer best(long second) {
        Signer best = null;
        for (var signer : all) {
            if (signer.worksAt(second) && (best == null || signer.identity().notAfter() > best.identity().notAfter())) {
                best = signer;
            }
        }
        return best;
    }
}
