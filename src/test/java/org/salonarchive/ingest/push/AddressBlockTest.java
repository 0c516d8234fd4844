package org.salonarchive.ingest.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBlockTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,127.0.0.1,true",
        "127.0.0.1,127.0.0.2,false",
        "127.0.0.0/8,127.255.0.3,true",
        "127.0.0.0/8,128.0.0.1,false",
        "10.1.0.0/15,10.0.255.255,true",
        "10.1.0.0/15,10.2.0.0,false",
        "192.168.1.128/25,192.168.1.127,false",
        "0.0.0.0/0,203.0.113.9,true",
        "0.0.0.0/0,2001:db8::1,false",
        "::1,0:0:0:0:0:0:0:1,true",
        "2001:db8::/33,2001:db8:7fff::1,true",
        "2001:db8::/33,2001:db8:8000::1,false",
        "fe80::/10,fe80::1%eth0,true",
        "10.0.0.0/8,::ffff:10.2.3.4,true",
    })
    void holdsTheAddressesThatBeginAlike(String block, String address, boolean inside) {
        assertThat(AddressBlock.parse(block)
                        .contains(AddressBlock.address(address).orElseThrow()))
                .isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "example.org/8",
                "10.0.0.0/33",
                "::/129",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "1.2.3.4.5"
            })
    void refusesWhatIsNoBlockAndLooksUpNoName(String text) {
        assertThatThrownBy(() -> AddressBlock.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10.0.0.0/8");
    }
}
