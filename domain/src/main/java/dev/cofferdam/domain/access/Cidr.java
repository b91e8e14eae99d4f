package dev.cofferdam.domain.access;

import java.util.Optional;

/**
 * A range of addresses (RFC 4632, and RFC 4291 section 2.3), canonical: no bit set behind the
 * prefix. A range of IPv4 addresses that is written as mapped into IPv6 is that range of IPv4; a
 * range of IPv6 has no IPv4 address in it.
 *
 * @param network the first address
 * @param prefix how many leading bits are the same in all
 */
public record Cidr(IpAddress network, int prefix) {
  private static final int MAPPED_BITS = IpAddress.V6_BITS - IpAddress.V4_BITS;
  private static final int MAX_LENGTH = 49;

  public Cidr {
    if (prefix < 0 || prefix > network.bits() || !network.masked(prefix).equals(network)) {
      throw new IllegalArgumentException("not canonical");
    }
  }

  /**
   * Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or an address, which is the range of itself;
   * bits behind the prefix are cleared. Empty for anything else.
   */
  public static Optional<Cidr> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    int slash = text.indexOf('/');
    Optional<IpAddress> address =
        IpAddress.parseAsWritten(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    int bits = address.get().bits();
    int prefix = slash < 0 ? bits : prefix(text.substring(slash + 1));
    return prefix < 0 || prefix > bits ? Optional.empty() : Optional.of(of(address.get(), prefix));
  }

  private static Cidr of(IpAddress address, int prefix) {
    if (address.isMapped() && prefix >= MAPPED_BITS) {
      int shorter = prefix - MAPPED_BITS;
      IpAddress v4 = new IpAddress(IpAddress.V4_BITS, 0, address.low() & 0xffff_ffffL);
      return new Cidr(v4.masked(shorter), shorter);
    }
    return new Cidr(address.masked(prefix), prefix);
  }

  /** -1 for what is no number of one to three digits without a zero in front. */
  private static int prefix(String text) {
    boolean digits =
        !text.isEmpty()
            && text.length() <= 3
            && text.chars().allMatch(c -> c >= '0' && c <= '9')
            && (text.length() == 1 || text.charAt(0) != '0');
    return digits ? Integer.parseInt(text) : -1;
  }

  public boolean contains(IpAddress address) {
    return address.bits() == network.bits() && address.masked(prefix).equals(network);
  }

  @Override
  public String toString() {
    return network + "/" + prefix;
  }
}
