package id.paraf.kernel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What a password or a passphrase must be. Lengths are counted in code points after NFKC; nothing is cut off, spaces and
 * all of Unicode are welcome. A blocklist of common, breached and context words applies always.
 */
@Component
public final class SecretRules {

    /** How a passphrase is judged; the switch is {@code paraf.passphrase.rule}. */
    public enum Rule {
        /** The guide's: at least 8, with lower case, upper case, digit and special character. */
        GUIDE(8, true),
        /** NIST SP 800-63B-4 §3.1.1.2: at least 15, and no composition rule. */
        NIST(15, false),
        /** A signer's login password, which never works without the second factor: at least 12, and no composition rule. */
        PASSWORD(12, false),
        /** An officer's, who decides over others: at least 15. */
        OFFICER_PASSWORD(15, false);

        private final int shortest;
        private final boolean composed;

        Rule(int shortest, boolean composed) {
            this.shortest = shortest;
            this.composed = composed;
        }

        public int shortest() {
            return shortest;
        }

        public boolean composed() {
            return composed;
        }
    }

    /** Far above the 64 that must be allowed, and far below what would cost the server something. */
    public static final int LONGEST = 256;
    private static final int SHORTEST_WORD = 4;

    private final Rule passphraseRule;
    private final Set<String> common = new HashSet<>();

    public SecretRules(@Value("${paraf.passphrase.rule:GUIDE}") Rule passphraseRule) {
        this.passphraseRule = passphraseRule;
        try (var in = new BufferedReader(new InputStreamReader(
                SecretRules.class.getResourceAsStream("/kernel/common-secrets.txt"), StandardCharsets.UTF_8))) {
            in.lines().filter(line -> !line.startsWith("#")).map(SecretRules::folded).forEach(common::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rule this deployment has for passphrases. */
    public Rule passphraseRule() {
        return passphraseRule;
    }

    /**
     * Everything that is wrong with a chosen secret; empty if it may be used.
     *
     * @param context what must not be in it: names, user name, e-mail address, phone number, institution, product
     */
    public List<Weakness> check(Rule rule, String secret, Collection<String> context) {
        if (secret.isEmpty()) {
            return List.of(new Weakness(Weakness.Kind.EMPTY, ""));
        }
        String text = Normalizer.normalize(secret, Normalizer.Form.NFKC);
        int length = text.codePointCount(0, text.length());
        var found = new ArrayList<Weakness>();
        if (length < rule.shortest()) {
            found.add(new Weakness(Weakness.Kind.TOO_SHORT, String.valueOf(rule.shortest())));
        }
        if (length > LONGEST) {
            found.add(new Weakness(Weakness.Kind.TOO_LONG, String.valueOf(LONGEST)));
            return found;
        }
        if (rule.composed()) {
            require(text, Character::isLowerCase, Weakness.Kind.NO_LOWER, found);
            require(text, Character::isUpperCase, Weakness.Kind.NO_UPPER, found);
            require(text, Character::isDigit, Weakness.Kind.NO_DIGIT, found);
            require(text, c -> !Character.isLetterOrDigit(c), Weakness.Kind.NO_SPECIAL, found);
        }
        if (text.codePoints().distinct().count() < Math.min(5, rule.shortest())) {
            found.add(new Weakness(Weakness.Kind.REPETITIVE, ""));
        }
        contextWord(text, context).ifPresent(word -> found.add(new Weakness(Weakness.Kind.CONTEXT, word)));
        if (isCommon(text)) {
            found.add(new Weakness(Weakness.Kind.COMMON, ""));
        }
        return found;
    }

    private static void require(String text, IntPredicate kind, Weakness.Kind missing, List<Weakness> found) {
        if (text.codePoints().noneMatch(kind)) {
            found.add(new Weakness(missing, ""));
        }
    }

    private boolean isCommon(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return common.contains(folded(text)) || commonCore(lower) || commonCore(unleet(lower));
    }

    /** A word with digits and signs before or after it is still that word: {@code P@ssw0rd!23}. */
    private boolean commonCore(String text) {
        String core = text.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
        return core.length() >= SHORTEST_WORD && (common.contains(folded(core)) || commonRepeated(core));
    }

    /** Twice the same common word is no better than once: {@code passwordpassword}. */
    private boolean commonRepeated(String core) {
        for (int length = SHORTEST_WORD; length <= core.length() / 2; length++) {
            if (core.length() % length == 0 && core.substring(0, length).repeat(core.length() / length).equals(core)
                    && common.contains(folded(core.substring(0, length)))) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> contextWord(String text, Collection<String> context) {
        String plain = folded(text);
        String digits = text.replaceAll("[^0-9]", "");
        for (String phrase : context) {
            for (String word : Normalizer.normalize(phrase, Normalizer.Form.NFKC).split("[^\\p{L}\\p{N}]+")) {
                boolean hit = word.matches("[0-9]+") ? word.length() >= 6 && digits.contains(word.substring(word.length() - 6))
                        : word.length() >= SHORTEST_WORD && plain.contains(folded(word));
                if (hit) {
                    return Optional.of(word);
                }
            }
        }
        return Optional.empty();
    }

    /** Lower case with digits and signs read as the letters they stand for. */
    private static String folded(String text) {
        return unleet(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
    }

    private static String unleet(String lower) {
        var out = new StringBuilder(lower.length());
        for (int i = 0; i < lower.length(); i++) {
            int at = "@430$51!7".indexOf(lower.charAt(i));
            out.append(at < 0 ? lower.charAt(i) : "aaeossiit".charAt(at));
        }
        return out.toString();
    }
}
