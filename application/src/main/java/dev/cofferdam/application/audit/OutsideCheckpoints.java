package dev.cofferdam.application.audit;

import dev.cofferdam.application.audit.Witness.Source;
import dev.cofferdam.application.audit.port.Notary;
import dev.cofferdam.application.audit.port.ObjectKey;
import dev.cofferdam.application.audit.port.ObjectStore;
import dev.cofferdam.application.audit.port.ObjectStoreUnavailable;
import dev.cofferdam.domain.audit.ChainClaim;
import dev.cofferdam.domain.audit.ChainClaim.Kind;
import dev.cofferdam.domain.audit.ChainHash;
import dev.cofferdam.domain.audit.SignedClaim;
import dev.cofferdam.domain.ids.OrgId;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checkpoints outside of the database, where who rewrites it does not get at them. Each is an
 * object of its own, whose name is its place counted backwards and its hash: the newest of an org
 * comes first in a list, and a database that was put back can't overwrite what it no longer knows.
 */
public final class OutsideCheckpoints {
  private static final System.Logger LOG = System.getLogger(OutsideCheckpoints.class.getName());
  private static final String FOLDER = "audit/checkpoints/";
  private static final long LAST_PLACE = 999_999_999_999_999_999L;
  private static final int MAX_BYTES = 2_000;

  /** How much junk may lie before the newest without hiding it. */
  private static final int LOOKED_AT = 50;

  private static final Pattern NAME =
      Pattern.compile("/((?:[0-9]{3}/){5}[0-9]{3})-([0-9a-f]{64})$");
  private static final int PAGE = 1_000;
  private static final int MAX_PLACES = 100_000;

  private final ObjectStore objects;
  private final Notary notary;

  public OutsideCheckpoints(ObjectStore objects, Notary notary) {
    this.objects = objects;
    this.notary = notary;
  }

  /** Where a checkpoint lies, which its name says; whether it is one, only what lies there. */
  record Place(long seq, ChainHash hash) {}

  /**
   * Keeps a checkpoint; nothing happens when it is kept already.
   *
   * @throws ObjectStoreUnavailable when it can't be kept now
   */
  void put(SignedClaim checkpoint) {
    ObjectKey key = keyOf(checkpoint.claim());
    if (!objects.exists(key)) {
      objects.put(key, (checkpoint.text() + "\n").getBytes(StandardCharsets.US_ASCII));
    }
  }

  /**
   * Removes a checkpoint that a later one of the same hour takes the place of, so that there is one
   * an hour in the long run. Where nothing may be removed everything stays.
   */
  void thin(ChainClaim earlier, ChainClaim later) {
    boolean sameHour =
        earlier.at().truncatedTo(ChronoUnit.HOURS).equals(later.at().truncatedTo(ChronoUnit.HOURS));
    if (sameHour && earlier.seq() < later.seq()) {
      try {
        objects.delete(keyOf(earlier));
      } catch (ObjectStoreUnavailable orForbidden) {
        LOG.log(Level.DEBUG, "A checkpoint outside of the database stays", orForbidden);
      }
    }
  }

  /**
   * The checkpoint of an org with the greatest {@code seq} that this installation has signed.
   *
   * @throws ObjectStoreUnavailable when it can't be read now
   */
  Optional<SignedClaim> newest(OrgId org) {
    return objects.list(new ObjectKey(FOLDER + org), LOOKED_AT).stream()
        .map(this::read)
        .flatMap(Optional::stream)
        .filter(claim -> claim.isAbout(Kind.CHECKPOINT, org))
        .filter(notary::vouchesFor)
        .findFirst();
  }

  /**
   * Everything that is kept of an org: the newest, whose word is sure, and by their names those
   * before it, up to the newest 100,000 (one an hour for eleven years).
   *
   * @throws ObjectStoreUnavailable when they can't be read now
   */
  Witnesses witnesses(OrgId org) {
    List<Witness> newest =
        newest(org).map(claim -> Witness.of(Source.OUTSIDE, claim)).stream().toList();
    return new Witnesses(newest, places(org), place -> holds(org, place));
  }

  private List<Place> places(OrgId org) {
    ObjectKey folder = new ObjectKey(FOLDER + org);
    List<Place> places = new ArrayList<>();
    List<ObjectKey> page = objects.list(folder, PAGE);
    while (!page.isEmpty() && places.size() < MAX_PLACES) {
      page.forEach(key -> placeOf(key).ifPresent(places::add));
      page = objects.list(folder, Optional.of(page.get(page.size() - 1)), PAGE);
    }
    return places;
  }

  private boolean holds(OrgId org, Place place) {
    return read(keyOf(org, place))
        .filter(claim -> claim.isAbout(Kind.CHECKPOINT, org))
        .filter(notary::vouchesFor)
        .isPresent();
  }

  /** What lies at its own place: an older one that was copied to the front is not the newest. */
  private Optional<SignedClaim> read(ObjectKey key) {
    Optional<InputStream> found = objects.get(key);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream object = found.get()) {
      String text = new String(object.readNBytes(MAX_BYTES), StandardCharsets.US_ASCII);
      return SignedClaim.parse(text.strip()).filter(claim -> keyOf(claim.claim()).equals(key));
    } catch (IOException e) {
      throw new ObjectStoreUnavailable("A checkpoint can't be read", e);
    }
  }

  private static ObjectKey keyOf(ChainClaim claim) {
    return keyOf(claim.org(), new Place(claim.seq(), claim.hash()));
  }

  private static ObjectKey keyOf(OrgId org, Place place) {
    String backwards = String.format(Locale.ROOT, "%018d", LAST_PLACE - place.seq());
    String folders = backwards.replaceAll("(...)(?=.)", "$1/");
    return new ObjectKey(FOLDER + org + "/" + folders + "-" + place.hash());
  }

  private static Optional<Place> placeOf(ObjectKey key) {
    Matcher name = NAME.matcher(key.value());
    return name.find()
        ? Optional.of(
            new Place(
                LAST_PLACE - Long.parseLong(name.group(1).replace("/", "")),
                ChainHash.of(HexFormat.of().parseHex(name.group(2)))))
        : Optional.empty();
  }
}
