package dev.cofferdam.adapters.argon2.identity;

/**
 * What one hash costs.
 *
 * @param memoryKib memory in KiB, from {@code 8 * lanes} (RFC 9106, section 3.1) to 64 MiB, its
 *     second recommendation (section 4)
 * @param passes 1 to 10
 * @param lanes 1 to 4
 */
record Argon2Cost(int memoryKib, int passes, int lanes) {
  /**
   * 19 MiB, two passes, one lane: OWASP's Password Storage Cheat Sheet, section Argon2id
   * (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html).
   */
  static final Argon2Cost OWASP = new Argon2Cost(19_456, 2, 1);

  private static final int MAX_MEMORY_KIB = 65_536;
  private static final int MAX_PASSES = 10;
  private static final int MAX_LANES = 4;

  Argon2Cost {
    require(lanes >= 1 && lanes <= MAX_LANES, "lanes");
    require(passes >= 1 && passes <= MAX_PASSES, "passes");
    require(memoryKib >= 8 * lanes && memoryKib <= MAX_MEMORY_KIB, "memoryKib");
  }

  private static void require(boolean holds, String field) {
    if (!holds) {
      throw new IllegalArgumentException(field + " is out of bounds");
    }
  }
}
