package dev.cofferdam.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses and ranges of them; the JDK, given bytes, says what is right. */
class CidrTest {
  @Property
  void readsWhatTheJdkWritesOfIpv4(@ForAll @Size(4) byte[] bytes) throws UnknownHostException {
    IpAddress address = IpAddress.parse(textOf(bytes)).orElseThrow();
    assertThat(numberOf(address)).isEqualTo(new BigInteger(1, bytes));
    assertThat(address.toString()).isEqualTo(textOf(bytes));
  }

  @Property
  void readsWhatTheJdkWritesOfIpv6(@ForAll @Size(16) byte[] bytes) throws UnknownHostException {
    IpAddress address = IpAddress.parse(textOf(bytes)).orElseThrow();
    assertThat(numberOf(address)).isEqualTo(new BigInteger(1, bytes));
  }

  @Property
  void canonicalTextIsReadAsTheSame(@ForAll @Size(8) List<@IntRange(max = 2) Integer> groups) {
    String text = groups.stream().map(String::valueOf).collect(Collectors.joining(":"));
    IpAddress address = IpAddress.parse(text).orElseThrow();
    assertThat(IpAddress.parse(address.toString())).contains(address);
    assertThat(address.toString()).hasSizeLessThanOrEqualTo(text.length());
  }

  @Property
  void aRangeHoldsWhatAgreesInItsPrefix(
      @ForAll @Size(16) byte[] network,
      @ForAll @Size(16) byte[] other,
      @ForAll @IntRange(max = 128) int prefix,
      @ForAll @IntRange(max = 128) int common)
      throws UnknownHostException {
    byte[] near = mixed(network, other, common);
    Cidr range = Cidr.parse(textOf(network) + "/" + prefix).orElseThrow();
    BigInteger difference = new BigInteger(1, network).xor(new BigInteger(1, near));
    boolean agrees = difference.shiftRight(128 - prefix).signum() == 0;
    assertThat(range.contains(IpAddress.parse(textOf(near)).orElseThrow())).isEqualTo(agrees);
    assertThat(range.contains(range.network())).isTrue();
    assertThat(Cidr.parse(range.toString())).contains(range);
  }

  @Property
  void aMappedAddressIsItsIpv4Address(
      @ForAll @Size(4) byte[] network,
      @ForAll @Size(4) byte[] other,
      @ForAll @IntRange(max = 32) int prefix,
      @ForAll @IntRange(max = 32) int common)
      throws UnknownHostException {
    String near = textOf(mixed(network, other, common));
    IpAddress plain = IpAddress.parse(near).orElseThrow();
    assertThat(IpAddress.parse("::ffff:" + near)).contains(plain);
    Cidr range = Cidr.parse(textOf(network) + "/" + prefix).orElseThrow();
    assertThat(Cidr.parse("::ffff:" + textOf(network) + "/" + (96 + prefix))).contains(range);
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3/8, 10.0.0.0/8",
    "0.0.0.0/0, 0.0.0.0/0",
    "192.0.2.7, 192.0.2.7/32",
    "2001:DB8:0:0:0:0:0:1/32, 2001:db8::/32",
    "2001:db8::1, 2001:db8::1/128",
    "::/0, ::/0",
    "::ffff:10.9.9.9/104, 10.0.0.0/8",
    "::ffff:0a09:0909, 10.9.9.9/32",
    "::ffff:10.9.9.9/95, ::fffe:0:0/95",
    "1:0:0:2:0:0:0:3, 1:0:0:2::3/128",
    "1:0:2:0:3:0:4:0, 1:0:2:0:3:0:4:0/128",
    "::192.0.2.1, ::c000:201/128"
  })
  void isWrittenInOneWay(String written, String canonical) {
    assertThat(Cidr.parse(written)).map(Cidr::toString).contains(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "/",
        "/8",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/08",
        "10.0.0.0/8 ",
        " 10.0.0.0/8",
        "10.0.0/8",
        "10.0.0.0.0/8",
        "010.0.0.0/8",
        "10.0.0.256",
        "1e1.0.0.0",
        "localhost",
        "example.org/8",
        "::/129",
        "::/000",
        ":::",
        "1::2::3",
        "12345::",
        "g::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7::8",
        ":1:2:3:4:5:6:7",
        "1.2.3.4::",
        "::1.2.3",
        "::1.2.3.4:5",
        "[::1]",
        "fe80::1%eth0",
        "fe80::1%eth0/64",
        "１0.0.0.0/8",
        "10.0.0.0/８",
        "10.0.0.0/255.0.0.0",
        "0x0a000000",
        "167772160",
        "10.0.0.0/8/8"
      })
  void isNothingElse(String text) {
    assertThat(Cidr.parse(text)).isEmpty();
  }

  @Test
  void anAddressLosesItsZone() {
    assertThat(IpAddress.parse("fe80::1%eth0")).isEqualTo(IpAddress.parse("fe80::1"));
    assertThat(IpAddress.parse("10.0.0.1%eth0")).isEmpty();
    assertThat(IpAddress.parse("%eth0")).isEmpty();
  }

  @Test
  void familiesAreApart() {
    Cidr allOfSix = Cidr.parse("::/0").orElseThrow();
    Cidr allOfFour = Cidr.parse("0.0.0.0/0").orElseThrow();
    IpAddress four = IpAddress.parse("192.0.2.1").orElseThrow();
    IpAddress six = IpAddress.parse("2001:db8::1").orElseThrow();
    assertThat(allOfSix.contains(six)).isTrue();
    assertThat(allOfSix.contains(four)).isFalse();
    assertThat(allOfFour.contains(four)).isTrue();
    assertThat(allOfFour.contains(six)).isFalse();
  }

  private static String textOf(byte[] bytes) throws UnknownHostException {
    return InetAddress.getByAddress(bytes).getHostAddress();
  }

  private static BigInteger numberOf(IpAddress address) {
    return new BigInteger(Long.toUnsignedString(address.high()))
        .shiftLeft(64)
        .or(new BigInteger(Long.toUnsignedString(address.low())));
  }

  /** The first bits of one, the others of another. */
  private static byte[] mixed(byte[] first, byte[] then, int bits) {
    byte[] mixed = Arrays.copyOf(first, first.length);
    for (int bit = bits; bit < first.length * 8; bit++) {
      int mask = 0x80 >>> bit % 8;
      mixed[bit / 8] = (byte) ((mixed[bit / 8] & ~mask) | (then[bit / 8] & mask));
    }
    return mixed;
  }
}
