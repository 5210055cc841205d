package id.paraf.esign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({"10.1.2.3,10.1.2.3,true", "10.1.2.3,10.1.2.4,false", "10.1.0.0/16,10.1.255.255,true", "10.1.0.0/16,10.2.0.0,false",
            "10.1.7.9/16,10.1.0.1,true", "0.0.0.0/0,203.0.113.9,true", "0.0.0.0/0,2001:db8::1,false",
            "2001:db8::/32,2001:db8:1::2,true",
            "2001:db8::/32,2001:db9::,false", "::1,0:0:0:0:0:0:0:1,true", "10.0.0.0/8,system,false",
            "192.0.2.128/25,192.0.2.127,false",
            "192.0.2.7,::ffff:192.0.2.7,true"})
    void aNetworkHoldsItsAddresses(String network, String address, boolean held) {
        assertThat(Network.of(network).orElseThrow().holds(address)).isEqualTo(held);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "contoh.example", "10.1.2", "10.1.2.3/33", "10.1.2.3/", "10.1.2.3/-1", "10.1.2.3/8/8",
            "fe80::1%eth0", "2001:db8::/129", "10.1.2.999", "/8"})
    void whatIsNoAddressIsNone(String typed) {
        assertThat(Network.of(typed)).isEmpty();
    }

    @Test
    void itIsShownAsItWasTyped() {
        assertThat(Network.of(" 10.1.0.0/16 ").orElseThrow()).hasToString("10.1.0.0/16");
    }
}
