package dev.cofferdam.application.vault.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.port.SealedValues.Resealed;
import dev.cofferdam.application.vault.port.SealedValues.Sealed;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.OrgKeyId;
import dev.cofferdam.domain.vault.SealedPlace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the values of secrets promise to who rotates keys. */
public abstract class SealedValuesContract extends WorldContract {
  private static final OrgKeyId OLD = new OrgKeyId(3);
  private static final OrgKeyId NEW = new OrgKeyId(0xfedc_ba98L);

  private OrgId org;
  private UserId ada;
  private Environment one;
  private Environment two;

  @BeforeEach
  public final void makeEnvironments() {
    ada = given.user();
    org = given.org(ada);
    WrappedKeyset first = WrappedKeyset.first("mk-1", SealedBytes.of(new byte[] {1}), false);
    WrappedKeyset second = first.next("mk-1", SealedBytes.of(new byte[] {2}), false);
    changing(
        org,
        () -> {
          world.orgKeys().add(org, first, OLD, given.time());
          world.orgKeys().promote(org, first, second, NEW, given.time());
        });
    one = given.environment(org);
    two = given.environment(org);
  }

  @Test
  void areCountedByTheirKeys() {
    assertThat(counts()).isEmpty();
    put(one, "A", 1, OLD);
    put(one, "A", 2, OLD);
    put(two, "A", 1, NEW);

    assertThat(counts()).isEqualTo(Map.of(OLD, 2L, NEW, 1L));
    assertThat(read(given.org(), () -> world.sealedSecrets().counts(org))).isEmpty();
  }

  @Test
  void areListedByTheirKeysEachOnce() {
    put(one, "B", 1, OLD);
    put(one, "A", 1, OLD);
    put(one, "A", 2, NEW);
    put(one, "a", 1, OLD);
    put(two, "A", 1, OLD);
    put(two, "A", 2, OLD);
    put(two, "A", 11, OLD);

    List<SealedPlace> seen = new ArrayList<>();
    Optional<SealedPlace> last = Optional.empty();
    do {
      Optional<SealedPlace> after = last;
      List<Sealed> page = read(org, () -> world.sealedSecrets().under(org, Set.of(OLD), after, 2));
      page.forEach(each -> seen.add(each.place()));
      last = page.stream().map(Sealed::place).reduce((first, next) -> next);
    } while (last.isPresent());

    assertThat(seen).hasSize(6).doesNotHaveDuplicates();
    assertThat(read(org, () -> world.sealedSecrets().under(org, Set.of(), Optional.empty(), 9)))
        .isEmpty();
    assertThat(read(org, () -> world.sealedSecrets().under(org, Set.of(NEW), Optional.empty(), 9)))
        .hasSize(1);
  }

  @Test
  void areReplacedWhereTheyAreAsTheyWere() {
    StoredSecret first = put(one, "A", 1, OLD);
    StoredSecret second = put(one, "A", 2, OLD);
    SealedBytes anew = sealedUnder(NEW);

    int replaced =
        append(
            org,
            () ->
                world
                    .sealedSecrets()
                    .replace(
                        org,
                        List.of(
                            new Resealed(first.version().place(), first.sealed(), anew),
                            new Resealed(second.version().place(), sealedUnder(OLD), anew))));

    assertThat(replaced).isEqualTo(1);
    assertThat(read(org, () -> world.secrets().find(first.version().place())))
        .contains(new StoredSecret(first.version(), anew));
    assertThat(read(org, () -> world.secrets().find(second.version().place()))).contains(second);
    assertThat(counts()).isEqualTo(Map.of(OLD, 1L, NEW, 1L));
  }

  private Map<OrgKeyId, Long> counts() {
    return read(org, () -> world.sealedSecrets().counts(org));
  }

  private StoredSecret put(Environment environment, String name, long version, OrgKeyId key) {
    StoredSecret secret =
        new StoredSecret(
            given.newSecret(environment, name, version, ada).version(), sealedUnder(key));
    changing(org, () -> given.put(secret));
    return secret;
  }

  private SealedBytes sealedUnder(OrgKeyId key) {
    byte[] rest = given.word().getBytes(StandardCharsets.US_ASCII);
    return SealedBytes.of(
        ByteBuffer.allocate(5 + rest.length)
            .put((byte) 1)
            .putInt((int) key.value())
            .put(rest)
            .array());
  }
}
