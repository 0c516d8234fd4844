package org.salonarchive.source.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostRuleTest {

    private static final HostRule RULE = new HostRule(List.of());

    /** Names with the addresses that a hostile name server gives them. */
    private static final Map<String, List<String>> NAMES = Map.ofEntries(
            Map.entry("lists.example.org", List.of("93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946")),
            Map.entry("xn--bcher-kva.example", List.of("93.184.216.34")),
            Map.entry("127.0.0.1.nip.io", List.of("127.0.0.1")),
            Map.entry("7f000001.nip.io", List.of("127.0.0.1")),
            Map.entry("10-0-0-5.sslip.io", List.of("10.0.0.5")),
            Map.entry("8-8-8-8.sslip.io", List.of("8.8.8.8")),
            Map.entry("both.example", List.of("93.184.216.34", "10.0.0.1")),
            Map.entry("bothsix.example", List.of("93.184.216.34", "fd00::1")),
            Map.entry("metadata.example", List.of("169.254.169.254")),
            Map.entry("nat64.example", List.of("64:ff9b::7f00:1")),
            Map.entry("teredo.example", List.of("2001:0:4136:e378:8000:63bf:3fff:fdd2")),
            Map.entry("sixtofour.example", List.of("2002:7f00:1::")),
            Map.entry("mapped.example", List.of("mapped")),
            Map.entry("localhost", List.of("127.0.0.1", "::1")),
            Map.entry("intranet.example", List.of("10.1.2.3", "fd00::5")),
            Map.entry("zero.example", List.of("0.0.0.0")));

    private static InetAddress[] lookUp(String host) throws UnknownHostException {
        List<String> addresses = NAMES.get(host);
        if (addresses == null) {
            throw new UnknownHostException(host);
        }
        InetAddress[] found = new InetAddress[addresses.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = addresses.get(i).equals("mapped") ? mapped() : InetAddress.getByName(addresses.get(i));
        }
        return found;
    }

    /** As a resolver of the machine gives it; Java's own constructor would make IPv4 of it. */
    private static InetAddress mapped() throws UnknownHostException {
        return java.net.Inet6Address.getByAddress(
                "mapped.example", new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 127, 0, 0, 1}, 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Loopback and this network.
                "127.0.0.1",
                "127.0.0.2",
                "127.1.2.3",
                "127.255.255.255",
                "0.0.0.0",
                "0.1.2.3",
                "0.255.255.255",
                "localhost",
                "LOCALHOST",
                "LocalHost",
                "a.localhost",
                "localhost.localdomain",
                "::1",
                "[::1]",
                "::",
                "[::]",
                "0:0:0:0:0:0:0:1",
                "0000:0000:0000:0000:0000:0000:0000:0001",
                // Private, link-local, shared.
                "10.0.0.1",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "192.168.255.255",
                "169.254.0.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "fc00::1",
                "fd00::1",
                "fd00:ec2::254",
                "fdff:ffff::1",
                "fe80::1",
                "[fe80::1]",
                "febf::1",
                "fec0::1",
                "feff::1",
                // Set aside.
                "192.0.0.1",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "168.63.129.16",
                "ff02::1",
                "ff0e::1",
                "100::1",
                "2001:db8::1",
                "3fff::1",
                "3ffe::1",
                "5f00::1",
                "4000::1",
                "e000::1",
                // IPv4 inside IPv6.
                "::ffff:127.0.0.1",
                "[::ffff:127.0.0.1]",
                "::ffff:7f00:1",
                "::FFFF:7F00:0001",
                "0:0:0:0:0:ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:8.8.8.8",
                "::ffff:0:127.0.0.1",
                "::127.0.0.1",
                "::7f00:1",
                "::8.8.8.8",
                "64:ff9b::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::7f00:1",
                "64:ff9b::8.8.8.8",
                "2002:7f00:1::",
                "2002:7f00:1::1",
                "2002:a00:1::1",
                "2002:808:808::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001::1",
                "2001:2::1",
                "2001:10::1",
                "2001:20::1",
                // One program's address, another's name.
                "2130706433",
                "017700000001",
                "0x7f000001",
                "0X7F000001",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "127.0.0.01",
                "127.0.0.0x1",
                "127.1",
                "127.0.1",
                "0",
                "10.1",
                "1.2.3.4.5",
                "256.256.256.256",
                "127.0.0.1.",
                "localhost.",
                "lists.example.org.",
                "lists..example.org",
                ".lists.example.org",
                "127.0.0.1%00.example.org",
                "127。0。0。1",
                "１２７.０.０.１",
                "①②⑦.⓪.⓪.①",
                "ⓛocalhost",
                "0x7f.1",
                "example.0x7f",
                "example.1",
                "[127.0.0.1]",
                "[localhost]",
                "[::1",
                "::1]",
                "fe80::1%eth0",
                "::1%lo",
                "1::2::3",
                // What belongs to other parts of an address.
                "user@127.0.0.1",
                "lists.example.org@127.0.0.1",
                "lists.example.org:80",
                "127.0.0.1:80",
                "127.0.0.1/",
                "lists.example.org/x",
                "lists.example.org#x",
                "lists.example.org?x",
                "lists.example.org\\x",
                "lists example.org",
                "lists.example.org ",
                " 127.0.0.1",
                "127.0.0.1\t",
                "127.0.0.1\r\nX: y",
                "",
                " ",
                ".",
                "-x.example",
                // By the addresses that names have.
                "127.0.0.1.nip.io",
                "7f000001.nip.io",
                "10-0-0-5.sslip.io",
                "both.example",
                "bothsix.example",
                "metadata.example",
                "nat64.example",
                "teredo.example",
                "sixtofour.example",
                "mapped.example",
                "intranet.example",
                "zero.example",
                // Names of the inside.
                "metadata",
                "metadata.google.internal",
                "instance-data",
                "printer.local",
                "router.home.arpa",
            })
    void refuses(String host) {
        assertThatThrownBy(() -> RULE.resolve(host, HostRuleTest::lookUp))
                .isInstanceOf(RefusedHost.class)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "1.1.1.1",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.255.255",
                "172.32.0.1",
                "192.0.1.1",
                "198.17.255.255",
                "198.20.0.1",
                "223.255.255.255",
                "169.253.1.1",
                "2606:4700:4700::1111",
                "[2606:4700:4700::1111]",
                "2a00:1450:4001:81b::200e",
                "2001:4860:4860::8888",
                "lists.example.org",
                "LISTS.example.ORG",
                "bücher.example",
                "8-8-8-8.sslip.io",
            })
    void takesPublicHosts(String host) throws IOException {
        assertThat(RULE.resolve(host, HostRuleTest::lookUp)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, localhost",
        "LocalHost, localhost",
        "127.0.0.1, 127.0.0.1",
        "127.0.0.0/8, 127.9.9.9",
        "10.0.0.0/8, 10.1.2.3",
        "::1, [::1]",
        "[::1], ::1",
        "fd00::/8, fd00::5",
        "intranet.example, intranet.example",
        "INTRANET.example, intranet.EXAMPLE",
        "169.254.169.254, metadata.example",
        "64:ff9b::/96, nat64.example",
    })
    void takesWhatIsAllowed(String entry, String host) throws IOException {
        assertThat(new HostRule(List.of(entry)).resolve(host, HostRuleTest::lookUp))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 127.0.0.1",
        "127.0.0.1, 127.0.0.2",
        "127.0.0.0/8, 10.0.0.1",
        "127.0.0.0/8, '::ffff:127.0.0.1'",
        "10.0.0.0/9, 10.128.0.1",
        "10.0.0.0/8, intranet.example",
        "example, intranet.example",
        "intranet.example, a.intranet.example.localhost",
    })
    void allowsNoMoreThanWasSaid(String entry, String host) {
        assertThatThrownBy(() -> new HostRule(List.of(entry)).resolve(host, HostRuleTest::lookUp))
                .isInstanceOf(RefusedHost.class);
    }

    @Test
    void namesTheSettingThatWouldAllow() {
        assertThatThrownBy(() -> RULE.resolve("intranet.example", HostRuleTest::lookUp))
                .hasMessageContaining("intranet.example (10.1.2.3)")
                .hasMessageContaining("salon.source.allowed-hosts")
                .hasMessageContaining("SALON_SOURCE_ALLOWED_HOSTS");
    }

    @Test
    void saysThatAnUnknownHostHasNoAddress() {
        assertThatThrownBy(() -> RULE.resolve("nowhere.example", HostRuleTest::lookUp))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("nowhere.example has no address");
    }

    @Test
    void givesTheAddressesThatItChecked() throws IOException {
        assertThat(RULE.resolve("lists.example.org", HostRuleTest::lookUp))
                .containsExactly(lookUp("lists.example.org"));
    }

    @Test
    void refusesABlockThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HostRule(List.of("10.0.0.0/33")))
                .withMessageContaining("salon.source.allowed-hosts")
                .withMessageContaining("10.0.0.0/33");
    }
}
