package dev.cofferdam.domain.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicAddressTest {
  /** Each row of the registries: the first and the last address of the block. */
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 0.255.255.255",
    "10.0.0.0, 10.255.255.255",
    "100.64.0.0, 100.127.255.255",
    "127.0.0.0, 127.255.255.255",
    "169.254.0.0, 169.254.255.255",
    "172.16.0.0, 172.31.255.255",
    "192.0.0.0, 192.0.0.255",
    "192.0.2.0, 192.0.2.255",
    "192.31.196.0, 192.31.196.255",
    "192.52.193.0, 192.52.193.255",
    "192.88.99.0, 192.88.99.255",
    "192.168.0.0, 192.168.255.255",
    "192.175.48.0, 192.175.48.255",
    "198.18.0.0, 198.19.255.255",
    "198.51.100.0, 198.51.100.255",
    "203.0.113.0, 203.0.113.255",
    "224.0.0.0, 239.255.255.255",
    "240.0.0.0, 255.255.255.255",
    "::, ::1",
    "100::, 100::ffff:ffff:ffff:ffff",
    "64:ff9b:1::, 64:ff9b:1:ffff:ffff:ffff:ffff:ffff",
    "2001::, 2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
    "2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
    "2002::, 2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "2620:4f:8000::, 2620:4f:8000:ffff:ffff:ffff:ffff:ffff",
    "3fff::, 3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff",
    "4000::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "5f00::, 5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "fc00::, fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "fe80::, febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "fec0::, feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "ff00::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "168.63.129.16, 168.63.129.16",
    "64:ff9b::10.0.0.0, 64:ff9b::10.255.255.255",
    "64:ff9b::169.254.169.254, 64:ff9b::169.254.169.254",
  })
  void specialBlocksAreNotPublicFromTheirFirstToTheirLastAddress(String first, String last)
      throws UnknownHostException {
    assertThat(PublicAddress.isPublic(InetAddress.getByName(first))).isFalse();
    assertThat(PublicAddress.isPublic(InetAddress.getByName(last))).isFalse();
  }

  /** The neighbours of the special blocks, and hosts that everybody knows. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0.0",
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "168.63.129.15",
        "168.63.129.17",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "191.255.255.255",
        "192.0.1.0",
        "192.0.3.0",
        "192.88.98.255",
        "192.88.100.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "198.51.99.255",
        "198.51.101.0",
        "203.0.112.255",
        "203.0.114.0",
        "223.255.255.255",
        "2000::",
        "2001:200::",
        "2001:4860:4860::8888",
        "2001:db7:ffff::1",
        "2001:db9::",
        "2003::",
        "2606:4700::1111",
        "2620:4f:7fff:ffff::",
        "2620:4f:8001::",
        "3fff:1000::",
        "3ffe::1",
        "64:ff9b::8.8.8.8"
      })
  void theRestOfUnicastIsPublic(String address) throws UnknownHostException {
    assertThat(PublicAddress.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @Property
  void anAddressThatOnlyWrapsAnIpv4AddressIsNeverPublicUnlessNat64WrapsAPublicOne(
      @ForAll @Size(4) byte[] inner) {
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    System.arraycopy(inner, 0, mapped, 12, 4);
    byte[] compatible = new byte[16];
    System.arraycopy(inner, 0, compatible, 12, 4);
    byte[] nat64 = compatible.clone();
    nat64[1] = 0x64;
    nat64[2] = (byte) 0xff;
    nat64[3] = (byte) 0x9b;
    byte[] sixToFour = new byte[16];
    sixToFour[0] = 0x20;
    sixToFour[1] = 0x02;
    System.arraycopy(inner, 0, sixToFour, 2, 4);
    byte[] teredo = new byte[16];
    teredo[0] = 0x20;
    teredo[1] = 0x01;
    for (int i = 0; i < 4; i++) {
      teredo[12 + i] = (byte) ~inner[i];
    }
    assertThat(PublicAddress.isPublic(mapped)).isFalse();
    assertThat(PublicAddress.isPublic(compatible)).isFalse();
    assertThat(PublicAddress.isPublic(sixToFour)).isFalse();
    assertThat(PublicAddress.isPublic(teredo)).isFalse();
    assertThat(PublicAddress.isPublic(nat64)).isEqualTo(PublicAddress.isPublic(inner));
  }

  /** Said a second time, in the JDK's own words, for the classes that it knows. */
  @Property
  void whatTheJdkCallsLocalIsNotPublic(@ForAll("addresses") byte[] bytes)
      throws UnknownHostException {
    InetAddress address = InetAddress.getByAddress(bytes);
    boolean local =
        address.isAnyLocalAddress()
            || address.isLoopbackAddress()
            || address.isLinkLocalAddress()
            || address.isSiteLocalAddress()
            || address.isMulticastAddress();
    if (local) {
      assertThat(PublicAddress.isPublic(address)).isFalse();
    }
  }

  /** Said a second time by arithmetic: an address is private between two numbers. */
  @Property
  void privateRangesHoldForEveryAddressInThem(@ForAll("privates") byte[] bytes) {
    assertThat(PublicAddress.isPublic(bytes)).isFalse();
  }

  @Provide
  Arbitrary<byte[]> addresses() {
    return Arbitraries.oneOf(
        Arbitraries.bytes().array(byte[].class).ofSize(4),
        Arbitraries.bytes().array(byte[].class).ofSize(16),
        Arbitraries.bytes()
            .array(byte[].class)
            .ofSize(16)
            .map(
                bytes -> {
                  bytes[0] = (byte) 0xfe;
                  return bytes;
                }));
  }

  @Provide
  Arbitrary<byte[]> privates() {
    return Arbitraries.of(
            new String[] {"10.0.0.0", "10.255.255.255"},
            new String[] {"100.64.0.0", "100.127.255.255"},
            new String[] {"169.254.0.0", "169.254.255.255"},
            new String[] {"172.16.0.0", "172.31.255.255"},
            new String[] {"198.18.0.0", "198.19.255.255"},
            new String[] {"224.0.0.0", "255.255.255.255"},
            new String[] {"fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
            new String[] {"fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff"})
        .flatMap(
            ends ->
                Arbitraries.bigIntegers()
                    .between(number(ends[0]), number(ends[1]))
                    .map(number -> bytes(number, ends[0].contains(".") ? 4 : 16)));
  }

  private static BigInteger number(String address) {
    try {
      return new BigInteger(1, InetAddress.getByName(address).getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static byte[] bytes(BigInteger number, int length) {
    byte[] digits = number.toByteArray();
    byte[] bytes = new byte[length];
    int count = Math.min(length, digits.length);
    System.arraycopy(digits, digits.length - count, bytes, length - count, count);
    return bytes;
  }

  @Test
  void anyOtherLengthIsNoAddress() {
    assertThatIllegalArgumentException().isThrownBy(() -> PublicAddress.isPublic(new byte[5]));
  }
}
