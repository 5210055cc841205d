package id.paraf.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import id.paraf.testing.Proves;

@Proves("RP-13")
class PhoneNumberTest {

    @ParameterizedTest
    @ValueSource(strings = {"081234567890", "0812 3456 7890", "0812-3456-7890", "6281234567890", "+62 812 3456 7890",
            "+62 (0812) 3456-7890", "812-3456-7890", "0062 812 34567890", " +62\u00a0812\u20113456\u20117890 "})
    void oneNumberHasOneSpelling(String typed) {
        assertThat(PhoneNumber.parse(typed)).contains("+6281234567890");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "021 555 1234", "0812", "08123456789012345", "+6281234567890;x", "+1", "12345678"})
    void whatIsNoMobileNumberIsRefused(String typed) {
        assertThat(PhoneNumber.parse(typed)).isEmpty();
    }

    @org.junit.jupiter.api.Test
    void aPageShowsOnlyTheEnd() {
        assertThat(PhoneNumber.masked("+6281234567842")).isEqualTo("+62 812-••••-••42");
    }
}
