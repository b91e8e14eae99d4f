package dev.cofferdam.application.vault.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import dev.cofferdam.domain.vault.Fingerprint;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.SecretValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What every {@link Sealer} promises. */
public abstract class SealerContract {
  private static final OrgId ORG = new OrgId(new UUID(1, 1));
  private static final SecretPlace PLACE =
      new SecretPlace(
          ORG,
          new ProjectId(new UUID(2, 1)),
          new EnvironmentId(new UUID(3, 1)),
          new SecretName("DATABASE_URL"),
          1);

  /** A sealer of an installation of its own, without orgs. */
  protected abstract Sealer newInstallation();

  private Sealer withOrg() {
    Sealer sealer = newInstallation();
    sealer.createOrgKey(ORG);
    return sealer;
  }

  @Property(tries = 50)
  void opensWhatItSealed(@ForAll byte[] bytes, @ForAll @LongRange(min = 1) long version) {
    Sealer sealer = withOrg();
    SecretPlace place =
        new SecretPlace(ORG, PLACE.project(), PLACE.environment(), PLACE.name(), version);
    SecretValue value = SecretValue.of(bytes);

    assertThat(sealer.open(place, sealer.seal(place, value))).isEqualTo(value);
  }

  /** Of every place, change and value another one, and the same again. */
  @Test
  void aFingerprintTellsPlaceChangeAndValue() {
    Sealer sealer = newInstallation();
    Set<Fingerprint> seen = new HashSet<>();
    int made = 0;
    for (SecretPlace place : places(sealer)) {
      for (SecretChange change : List.of(SecretChange.SET, SecretChange.RESTORE)) {
        for (String value : List.of("", "a", "b", "ab")) {
          Fingerprint one = sealer.fingerprint(place, change, SecretValue.ofText(value));
          assertThat(sealer.fingerprint(place, change, SecretValue.ofText(value))).isEqualTo(one);
          seen.add(one);
          made++;
        }
      }
    }
    assertThat(seen).hasSize(made).hasSize(160 * 8);
  }

  @Test
  void aFingerprintIsMadeUnderAKeyOfItsOwn() {
    SecretValue value = SecretValue.ofText("s3cret");
    assertThat(withOrg().fingerprint(PLACE, SecretChange.SET, value))
        .isNotEqualTo(withOrg().fingerprint(PLACE, SecretChange.SET, value));
  }

  @Test
  void opensTheEmptyAndTheLongestValue() {
    Sealer sealer = withOrg();
    for (int length : new int[] {0, SecretValue.MAX_BYTES}) {
      SecretValue value = SecretValue.of(new byte[length]);
      assertThat(sealer.open(PLACE, sealer.seal(PLACE, value))).isEqualTo(value);
    }
  }

  @Property(tries = 50)
  void anyChangedByteBreaksTheSeal(
      @ForAll @Size(max = 40) byte[] bytes,
      @ForAll @IntRange(max = 1_000) int where,
      @ForAll @IntRange(min = 1, max = 255) int difference) {
    Sealer sealer = withOrg();
    byte[] sealed = sealer.seal(PLACE, SecretValue.of(bytes)).ciphertext();

    sealed[where % sealed.length] ^= (byte) difference;

    assertBroken(sealer, PLACE, sealed);
  }

  @Test
  void cutLengthenedAndEmptyBytesDoNotOpen() {
    Sealer sealer = withOrg();
    byte[] sealed = sealer.seal(PLACE, SecretValue.ofText("s3cret")).ciphertext();
    for (int length = 0; length < sealed.length; length++) {
      assertBroken(sealer, PLACE, Arrays.copyOf(sealed, length));
    }
    assertBroken(sealer, PLACE, Arrays.copyOf(sealed, sealed.length + 1));
  }

  /** Moves every sealed value to every other place: none opens. */
  @Test
  void noValueOpensInTheOthersPlace() {
    Sealer sealer = newInstallation();
    Map<SecretPlace, SealedBytes> rows = new LinkedHashMap<>();
    for (SecretPlace place : places(sealer)) {
      rows.put(place, sealer.seal(place, SecretValue.ofText("value of " + place)));
    }
    assertThat(rows).hasSize(160);

    int moved = 0;
    for (Map.Entry<SecretPlace, SealedBytes> row : rows.entrySet()) {
      for (SecretPlace place : rows.keySet()) {
        if (place.equals(row.getKey())) {
          assertThat(sealer.open(place, row.getValue()))
              .isEqualTo(SecretValue.ofText("value of " + place));
        } else {
          assertBroken(sealer, place, row.getValue().ciphertext());
          moved++;
        }
      }
    }
    assertThat(moved).isEqualTo(160 * 159);
  }

  /** Two of each part, and names and versions that run into each other: A1 and 1, A and 11. */
  private static List<SecretPlace> places(Sealer sealer) {
    List<SecretPlace> places = new ArrayList<>();
    for (long org = 1; org <= 2; org++) {
      OrgId orgId = new OrgId(new UUID(1, org));
      sealer.createOrgKey(orgId);
      for (long project = 1; project <= 2; project++) {
        for (long environment = 1; environment <= 2; environment++) {
          for (String name : List.of("A", "A1", "A11", "AA", "a")) {
            for (long version : new long[] {1, 2, 11, 111}) {
              places.add(
                  new SecretPlace(
                      orgId,
                      new ProjectId(new UUID(1, project)),
                      new EnvironmentId(new UUID(1, environment)),
                      new SecretName(name),
                      version));
            }
          }
        }
      }
    }
    return places;
  }

  @Test
  void anOrgWithoutAKeyHasNoSecrets() {
    byte[] sealed = withOrg().seal(PLACE, SecretValue.ofText("s3cret")).ciphertext();
    Sealer without = newInstallation();

    assertBroken(without, PLACE, sealed);
    assertThatThrownBy(() -> without.seal(PLACE, SecretValue.ofText("s3cret")))
        .isInstanceOf(SealBroken.class);
  }

  @Test
  void whatAnotherInstallationSealedDoesNotOpen() {
    byte[] sealed = withOrg().seal(PLACE, SecretValue.ofText("s3cret")).ciphertext();

    assertBroken(withOrg(), PLACE, sealed);
  }

  @Test
  void theSameValueNeverLooksTheSame() {
    Sealer sealer = withOrg();
    SecretValue value = SecretValue.ofText("s3cret");

    assertThat(sealer.seal(PLACE, value)).isNotEqualTo(sealer.seal(PLACE, value));
  }

  private static void assertBroken(Sealer sealer, SecretPlace place, byte[] sealed) {
    assertThatThrownBy(() -> sealer.open(place, SealedBytes.of(sealed)))
        .isInstanceOf(SealBroken.class);
  }
}
