package dev.cofferdam.application.vault;

import dev.cofferdam.application.audit.port.ObjectKey;
import dev.cofferdam.application.audit.port.ObjectStore;
import dev.cofferdam.application.audit.port.ObjectStoreUnavailable;
import dev.cofferdam.application.vault.port.KeyShare;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The shares of orgs' keys, in the object store and nowhere in the database: without its share an
 * org's keyset opens for nobody, whatever dump of the database and whichever master key they have.
 *
 * <p>All methods refuse with {@code key_unavailable} while the object store can't be reached.
 */
public final class OrgKeyShares {
  private static final String FOLDER = "org-keys/";
  private static final int MAX_BYTES = 200;

  private final ObjectStore objects;

  public OrgKeyShares(ObjectStore objects) {
    this.objects = objects;
  }

  /** Empty when the org has none, or what is there is no share. */
  public Optional<KeyShare> find(OrgId org) {
    return reaching(() -> objects.get(keyOf(org)).flatMap(OrgKeyShares::read));
  }

  /**
   * The org's share; where there is none, {@code made} becomes it. Not for use by two at once for
   * one org.
   */
  public KeyShare findOrKeep(OrgId org, Supplier<KeyShare> made) {
    Optional<KeyShare> there = find(org);
    if (there.isPresent()) {
      return there.get();
    }
    KeyShare share = made.get();
    return reaching(
        () -> {
          objects.put(keyOf(org), (share.text() + "\n").getBytes(StandardCharsets.US_ASCII));
          return share;
        });
  }

  /** Destroys the org's share, for good as far as the object store does that. */
  public void destroy(OrgId org) {
    reaching(
        () -> {
          objects.delete(keyOf(org));
          return org;
        });
  }

  private static Optional<KeyShare> read(InputStream object) {
    try (object) {
      return KeyShare.parse(
          new String(object.readNBytes(MAX_BYTES), StandardCharsets.US_ASCII).strip());
    } catch (IOException e) {
      throw new ObjectStoreUnavailable("An org's key share can't be read", e);
    }
  }

  private static <T> T reaching(Supplier<T> work) {
    try {
      return work.get();
    } catch (ObjectStoreUnavailable away) {
      throw Refusal.unavailable(
          "key_unavailable", "The org's key can't be had now. Nothing was changed.");
    }
  }

  private static ObjectKey keyOf(OrgId org) {
    return new ObjectKey(FOLDER + org);
  }
}
