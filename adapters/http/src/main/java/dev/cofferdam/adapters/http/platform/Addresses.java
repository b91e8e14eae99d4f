package dev.cofferdam.adapters.http.platform;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** Addresses as they stand for who is behind them. */
final class Addresses {
  private static final int CUSTOMER_BYTES = 8;

  private Addresses() {}

  /**
   * What one customer has: an IPv4 address as it is, of an IPv6 address the /64 (RFC 6177).
   *
   * @param literal an address, never a name
   */
  static String network(String literal) {
    if (literal.indexOf(':') < 0) {
      return literal;
    }
    try {
      // With a colon in it, it is read as a literal or not at all: no name server is asked.
      byte[] bytes = InetAddress.getByName(literal).getAddress();
      return bytes.length == 4
          ? InetAddress.getByAddress(bytes).getHostAddress()
          : HexFormat.of().formatHex(bytes, 0, CUSTOMER_BYTES) + "/64";
    } catch (UnknownHostException notAnAddress) {
      return "unknown";
    }
  }
}
