package id.paraf.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import id.paraf.kernel.SecretRules.Rule;
import id.paraf.kernel.Weakness.Kind;
import id.paraf.testing.Proves;

class SecretRulesTest {

    private final SecretRules rules = new SecretRules(Rule.GUIDE);
    private final List<String> context = List.of("Sari Contoh Wulandari", "sari.w@kota-demo.example", "+6281200000042", "Paraf");

    private List<Kind> kinds(Rule rule, String secret) {
        return rules.check(rule, secret, context).stream().map(Weakness::kind).toList();
    }

    @Test
    void theGuidesRuleNamesWhatIsMissing() {
        assertThat(kinds(Rule.GUIDE, "Ab1#")).contains(Kind.TOO_SHORT);
        assertThat(kinds(Rule.GUIDE, "LAYANGAN-42-XQ")).containsExactly(Kind.NO_LOWER);
        assertThat(kinds(Rule.GUIDE, "layangan-42-xq")).containsExactly(Kind.NO_UPPER);
        assertThat(kinds(Rule.GUIDE, "Layangan-putus")).containsExactly(Kind.NO_DIGIT);
        assertThat(kinds(Rule.GUIDE, "Layangan42Putus")).containsExactly(Kind.NO_SPECIAL);
        assertThat(kinds(Rule.GUIDE, "Layangan-42-Putus")).isEmpty();
        assertThat(kinds(Rule.GUIDE, "Ombak 7 Laut Ä")).isEmpty();
    }

    @Test
    void anEmptyFieldIsNothingButEmpty() {
        assertThat(kinds(Rule.GUIDE, "")).containsExactly(Kind.EMPTY);
        assertThat(kinds(Rule.PASSWORD, "")).containsExactly(Kind.EMPTY);
    }

    @Test
    @Proves("AU-01")
    void lengthIsCountedInCodePointsAndLongOnesAreWelcome() {
        assertThat(kinds(Rule.GUIDE, "Aa1#🌊🌊🌊")).contains(Kind.TOO_SHORT);
        assertThat(kinds(Rule.GUIDE, "Aa1#🌊🌋🌵🌻")).isEmpty();
        assertThat(kinds(Rule.GUIDE, "Layangan-42-" + "xyzw ".repeat(40))).isEmpty();
        assertThat(kinds(Rule.GUIDE, "Layangan-42-" + "xyzw ".repeat(60))).containsExactly(Kind.TOO_LONG);
        assertThat(kinds(Rule.NIST, "langit biru di atas sawah")).isEmpty();
        assertThat(kinds(Rule.NIST, "langit biru")).containsExactly(Kind.TOO_SHORT);
    }

    @Test
    @Proves("AU-02")
    void commonAndBreachedWordsAreRefusedInAnyDisguise() {
        for (String secret : List.of("P@ssw0rd!", "Password123#", "Qwerty#2026", "Indonesia#45", "M4tahari#2026", "Bismillah!1",
                "#1Sayangku#1", "Iloveyou!2")) {
            assertThat(kinds(Rule.GUIDE, secret)).as(secret).contains(Kind.COMMON);
        }
        assertThat(kinds(Rule.GUIDE, "Aa1#Aa1#Aa1#")).contains(Kind.REPETITIVE);
    }

    @Test
    @Proves("AU-02")
    void contextWordsAreRefusedAndNamed() {
        assertThat(rules.check(Rule.GUIDE, "Xy7#wulandari", context)).contains(new Weakness(Kind.CONTEXT, "Wulandari"));
        assertThat(rules.check(Rule.GUIDE, "Xy7#WuL4nd4r1", context)).contains(new Weakness(Kind.CONTEXT, "Wulandari"));
        assertThat(kinds(Rule.GUIDE, "Hp#000042-Zq")).contains(Kind.CONTEXT);
        assertThat(kinds(Rule.GUIDE, "Kota-9-Melayang")).contains(Kind.CONTEXT);
        assertThat(kinds(Rule.GUIDE, "P4raf-9-Zmelayang")).contains(Kind.CONTEXT);
    }

    @Test
    @Proves("AU-02")
    void theBlocklistIsLongEnough() throws Exception {
        try (var in = getClass().getResourceAsStream("/kernel/common-secrets.txt")) {
            assertThat(new String(in.readAllBytes()).lines().filter(line -> !line.startsWith("#")).count()).isGreaterThan(3000);
        }
    }
}
