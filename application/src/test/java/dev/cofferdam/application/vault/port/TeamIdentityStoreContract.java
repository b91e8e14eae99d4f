package dev.cofferdam.application.vault.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.port.SealedValues.Resealed;
import dev.cofferdam.application.vault.port.SealedValues.Sealed;
import dev.cofferdam.application.vault.port.TeamIdentityStore.SealedIdentity;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.OrgKeyId;
import dev.cofferdam.domain.vault.TeamRecipient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a {@link TeamIdentityStore} promises, also to who rotates the keys that it is under. */
public abstract class TeamIdentityStoreContract extends WorldContract {
  private static final OrgKeyId OLD = new OrgKeyId(3);
  private static final OrgKeyId NEW = new OrgKeyId(0xfedc_ba98L);

  private OrgId org;

  @BeforeEach
  public final void makeKeys() {
    org = orgWithKeys();
  }

  private OrgId orgWithKeys() {
    OrgId made = given.org();
    WrappedKeyset first = WrappedKeyset.first("mk-1", SealedBytes.of(new byte[] {1}), false);
    WrappedKeyset second = first.next("mk-1", SealedBytes.of(new byte[] {2}), false);
    changing(
        made,
        () -> {
          world.orgKeys().add(made, first, OLD, given.time());
          world.orgKeys().promote(made, first, second, NEW, given.time());
        });
    return made;
  }

  @Test
  void keepsIdentitiesTheNewestFirst() {
    SealedIdentity first = add(1, OLD);
    SealedIdentity second = add(2, NEW);
    assertThat(read(org, () -> world.teamIdentities().all(org))).containsExactly(second, first);
  }

  @Test
  void hasEachNumberAndEachRecipientOnce() {
    SealedIdentity first = add(1, OLD);
    SealedIdentity again =
        new SealedIdentity(
            new TeamRecipient(org, 2, first.recipient().recipient(), given.time()), under(NEW));
    for (SealedIdentity wrong : List.of(identity(org, 1, NEW), again)) {
      assertThatThrownBy(() -> changing(org, () -> world.teamIdentities().add(wrong)))
          .isInstanceOf(RuntimeException.class);
    }
    assertThat(read(org, () -> world.teamIdentities().all(org))).containsExactly(first);
  }

  @Test
  void showsThemToNoOtherOrg() {
    OrgId other = orgWithKeys();
    add(1, OLD);
    assertThat(read(other, () -> world.teamIdentities().all(org))).isEmpty();
    assertThat(read(other, () -> world.teamIdentities().all(other))).isEmpty();
    assertThatThrownBy(
            () -> changing(other, () -> world.teamIdentities().add(identity(org, 2, NEW))))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void tellsWhatIsUnderAKey() {
    SealedIdentity first = add(1, OLD);
    add(2, NEW);
    SealedIdentity third = add(3, OLD);
    assertThat(read(org, () -> world.sealedIdentities().counts(org)))
        .isEqualTo(Map.of(OLD, 2L, NEW, 1L));
    List<Sealed> page =
        read(org, () -> world.sealedIdentities().under(org, Set.of(OLD), Optional.empty(), 1));
    assertThat(page).containsExactly(new Sealed(first.recipient().place(), first.sealed()));
    assertThat(
            read(
                org,
                () ->
                    world
                        .sealedIdentities()
                        .under(org, Set.of(OLD), Optional.of(first.recipient().place()), 9)))
        .containsExactly(new Sealed(third.recipient().place(), third.sealed()));
  }

  @Test
  void replacesWhatIsAsItWas() {
    SealedIdentity first = add(1, OLD);
    SealedIdentity second = add(2, OLD);
    SealedBytes anew = under(NEW);
    int replaced =
        append(
            org,
            () ->
                world
                    .sealedIdentities()
                    .replace(
                        org,
                        List.of(
                            new Resealed(first.recipient().place(), first.sealed(), anew),
                            new Resealed(second.recipient().place(), under(OLD), anew))));
    assertThat(replaced).isEqualTo(1);
    assertThat(read(org, () -> world.teamIdentities().all(org)))
        .containsExactly(second, new SealedIdentity(first.recipient(), anew));
  }

  private SealedIdentity add(long number, OrgKeyId key) {
    SealedIdentity identity = identity(org, number, key);
    changing(org, () -> world.teamIdentities().add(identity));
    return identity;
  }

  private SealedIdentity identity(OrgId of, long number, OrgKeyId key) {
    return new SealedIdentity(
        new TeamRecipient(
            of, number, new InMemoryAgeFiles().newIdentity().recipient(), given.time()),
        under(key));
  }

  private SealedBytes under(OrgKeyId key) {
    byte[] rest = given.word().getBytes(StandardCharsets.US_ASCII);
    return SealedBytes.of(
        ByteBuffer.allocate(5 + rest.length)
            .put((byte) 1)
            .putInt((int) key.value())
            .put(rest)
            .array());
  }
}
