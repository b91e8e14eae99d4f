package dev.cofferdam.application.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** The network of 64 bits that an IPv6 address is in (RFC 4291, section 2.5.4). */
final class Ipv6Network {
  private static final int BYTES = 8;
  private static final int IPV6_BYTES = 16;

  private Ipv6Network() {}

  /**
   * @param literal with a colon in it, so that no name is looked up
   * @return the network in hexadecimal; an IPv4 address that was written as IPv6 as it is
   */
  static String of(String literal) {
    int zone = literal.indexOf('%');
    String bare = zone < 0 ? literal : literal.substring(0, zone);
    try {
      InetAddress address = InetAddress.getByName(bare);
      byte[] bytes = address.getAddress();
      return bytes.length == IPV6_BYTES
          ? HexFormat.of().formatHex(Arrays.copyOf(bytes, BYTES)) + "/64"
          : address.getHostAddress();
    } catch (UnknownHostException notAnAddress) {
      return literal;
    }
  }
}
