package id.paraf.enrolment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.kernel.RootSecret;

/**
 * Makes sealed names findable: each word of a name from its third letter on, and the whole NIK, as the first 64 bits of an
 * HMAC whose key is not in the database. Who has the table alone sees which applications share a word, and no word.
 */
@Component
class SearchWords {

    private static final int SHORTEST = 3;
    private static final int LONGEST = 24;

    private final SecretKey key;

    SearchWords(RootSecret root) {
        this.key = root.derive("enrolment/search", "HmacSHA256");
    }

    /** What an application is found by: the name as typed, the name of the account, the NIK. */
    Long[] of(Identity identity, String accountName) {
        var marks = new TreeSet<Long>();
        var mac = mac();
        if (!identity.nik().isEmpty()) {
            marks.add(mark(mac, nik(identity.nik())));
        }
        Stream.of(identity.fullName(), accountName).flatMap(SearchWords::words).forEach(word -> {
            marks.add(mark(mac, word));
            for (int length = SHORTEST; length < Math.min(word.length(), LONGEST); length++) {
                marks.add(mark(mac, word.substring(0, length)));
            }
        });
        return marks.toArray(Long[]::new);
    }

    /** What all has to be there for what an officer typed: a NIK, or words of a name; null if nothing was typed. */
    Long @Nullable [] wanted(String typed) {
        var mac = mac();
        String digits = typed.replaceAll("[ .-]", "");
        if (digits.matches("[0-9]{16}")) {
            return new Long[] {mark(mac, nik(digits))};
        }
        if (typed.isBlank()) {
            return null;
        }
        var marks = words(typed).limit(8).map(word -> mark(mac, word)).toArray(Long[]::new);
        // No word at all is nobody's name.
        return marks.length == 0 ? new Long[] {mark(mac, typed)} : marks;
    }

    /** The mark of a NIK alone: the same number on another application. */
    Long ofNik(String digits) {
        return mark(mac(), nik(digits));
    }

    /** Words have no colon, so no word is ever taken for a number. */
    private static String nik(String digits) {
        return "nik:" + digits;
    }

    private static Stream<String> words(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
        return Arrays.stream(plain.split("[^\\p{L}\\p{N}]+")).filter(word -> !word.isEmpty());
    }

    private static long mark(Mac mac, String text) {
        return ByteBuffer.wrap(mac.doFinal(text.getBytes(StandardCharsets.UTF_8))).getLong();
    }

    private Mac mac() {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every JDK", e);
        }
    }
}
