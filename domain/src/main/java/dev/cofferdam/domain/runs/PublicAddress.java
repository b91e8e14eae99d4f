package dev.cofferdam.domain.runs;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses belong to the public internet, and so may be connected to on a tenant's word.
 *
 * <p>Public is a unicast address outside of every block of the IANA special-purpose address
 * registries (RFC 6890 and its updates, also the few blocks marked globally reachable), outside of
 * multicast and reserved space, and none of the addresses by which clouds serve a machine's own
 * metadata. Of IPv6 that leaves 2000::/3 without its special blocks. An address that carries an
 * IPv4 address inside (NAT64) is as public as that one; 6to4 and Teredo, which carry one too, are
 * never public, since no relay is left that would need them.
 */
public final class PublicAddress {
  private static final Block GLOBAL_UNICAST = Block.of("2000:0:0:0:0:0:0:0/3");
  private static final Block NAT64 = Block.of("64:ff9b:0:0:0:0:0:0/96");

  /** IANA IPv4 Special-Purpose Address Registry, RFC 5771, RFC 1112, and Azure's 168.63.129.16. */
  private static final List<Block> SPECIAL_4 =
      Block.list(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "168.63.129.16/32",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.31.196.0/24",
          "192.52.193.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "192.175.48.0/24",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  /** IANA IPv6 Special-Purpose Address Registry, as far as it lies in 2000::/3. */
  private static final List<Block> SPECIAL_6 =
      Block.list(
          "2001:0:0:0:0:0:0:0/23",
          "2001:db8:0:0:0:0:0:0/32",
          "2002:0:0:0:0:0:0:0/16",
          "2620:4f:8000:0:0:0:0:0/48",
          "3fff:0:0:0:0:0:0:0/20");

  private PublicAddress() {}

  /** Whether the address is public. Never looks anything up. */
  public static boolean isPublic(InetAddress address) {
    return isPublic(address.getAddress());
  }

  /**
   * Whether the address is public.
   *
   * @param address in network byte order, 4 or 16 bytes
   */
  public static boolean isPublic(byte[] address) {
    if (address.length == 4) {
      return SPECIAL_4.stream().noneMatch(block -> block.contains(address));
    }
    if (address.length != 16) {
      throw new IllegalArgumentException("address must have 4 or 16 bytes");
    }
    if (NAT64.contains(address)) {
      return isPublic(Arrays.copyOfRange(address, 12, 16));
    }
    return GLOBAL_UNICAST.contains(address)
        && SPECIAL_6.stream().noneMatch(block -> block.contains(address));
  }

  /** Every address whose first {@code bits} bits are those of {@code prefix}. */
  private static final class Block {
    private final byte[] prefix;
    private final int bits;

    private Block(byte[] prefix, int bits) {
      this.prefix = prefix;
      this.bits = bits;
    }

    static List<Block> list(String... texts) {
      return Arrays.stream(texts).map(Block::of).toList();
    }

    /** Four decimal or eight hexadecimal parts, a slash, and how many bits count. */
    static Block of(String text) {
      int slash = text.indexOf('/');
      int bits = Integer.parseInt(text.substring(slash + 1));
      String address = text.substring(0, slash);
      boolean four = address.indexOf('.') >= 0;
      String[] parts = address.split(four ? "\\." : ":", -1);
      int width = four ? 1 : 2;
      byte[] prefix = new byte[parts.length * width];
      for (int i = 0; i < parts.length; i++) {
        int part = Integer.parseInt(parts[i], four ? 10 : 16);
        prefix[i * width + width - 1] = (byte) part;
        if (width == 2) {
          prefix[i * width] = (byte) (part >> 8);
        }
      }
      return new Block(prefix, bits);
    }

    boolean contains(byte[] address) {
      if (address.length != prefix.length) {
        return false;
      }
      int whole = bits / 8;
      if (!Arrays.equals(address, 0, whole, prefix, 0, whole)) {
        return false;
      }
      int rest = bits % 8;
      return rest == 0 || ((address[whole] ^ prefix[whole]) & (0xff00 >> rest) & 0xff) == 0;
    }
  }
}
