package dev.cofferdam.application.vault.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.port.ContentStore.StoredContent;
import dev.cofferdam.application.vault.port.ExpiredContents.Expired;
import dev.cofferdam.application.vault.port.SealedValues.Resealed;
import dev.cofferdam.application.vault.port.SealedValues.Sealed;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.ids.ContentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.OrgKeyId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a {@link ContentStore} promises, also to who rotates keys and who clears up. */
public abstract class ContentStoreContract extends WorldContract {
  private static final OrgKeyId OLD = new OrgKeyId(3);
  private static final OrgKeyId NEW = new OrgKeyId(0xfedc_ba98L);
  private static final Instant LONG_AGO = Instant.parse("2001-02-03T04:05:06.123456Z");
  private static final Instant FAR_OFF = Instant.parse("2901-02-03T04:05:06.123456Z");

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
  void keepsAContentAsItWasAddedFirst() {
    StoredContent first = add(1, OLD, FAR_OFF);
    StoredContent again = content(org, 1, NEW, LONG_AGO);
    assertThat(append(org, () -> world.contents().add(again))).isFalse();
    assertThat(find(1)).contains(first);
    assertThat(find(2)).isEmpty();
  }

  @Test
  void showsItToNoOtherOrg() {
    OrgId other = orgWithKeys();
    StoredContent first = add(1, OLD, FAR_OFF);
    assertThat(read(other, () -> world.contents().find(org, first.id()))).isEmpty();
    assertThat(read(other, () -> world.contents().find(other, first.id()))).isEmpty();
    appending(other, () -> world.contents().delete(org, first.id()));
    assertThat(find(1)).contains(first);
    assertThatThrownBy(
            () -> append(other, () -> world.contents().add(content(org, 2, NEW, FAR_OFF))))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void forgetsWhatIsDeleted() {
    StoredContent first = add(1, OLD, FAR_OFF);
    add(2, OLD, FAR_OFF);
    appending(org, () -> world.contents().delete(org, first.id()));
    appending(org, () -> world.contents().delete(org, first.id()));
    assertThat(find(1)).isEmpty();
    assertThat(find(2)).isPresent();
  }

  @Test
  void tellsWhatIsOverItsTimeInAllOrgs() {
    OrgId other = orgWithKeys();
    StoredContent first = add(1, OLD, LONG_AGO.plusSeconds(1));
    add(2, OLD, FAR_OFF);
    StoredContent theirs = content(other, 3, OLD, LONG_AGO);
    append(other, () -> world.contents().add(theirs));
    assertThat(world.expiredContents().list(10))
        .containsExactly(new Expired(other, theirs.id()), new Expired(org, first.id()));
    assertThat(world.expiredContents().list(1)).containsExactly(new Expired(other, theirs.id()));
  }

  @Test
  void keepsLongerButNeverShorter() {
    StoredContent first = add(1, OLD, LONG_AGO);
    assertThat(append(org, () -> world.contents().lockExpired(org, first.id()))).isTrue();
    assertThat(append(org, () -> world.contents().extend(org, first.id(), FAR_OFF))).isTrue();
    assertThat(append(org, () -> world.contents().extend(org, first.id(), LONG_AGO))).isTrue();
    assertThat(find(1).map(StoredContent::expiresAt)).contains(FAR_OFF);
    assertThat(append(org, () -> world.contents().lockExpired(org, first.id()))).isFalse();
    assertThat(world.expiredContents().list(10)).isEmpty();
    assertThat(append(org, () -> world.contents().extend(org, id(2), FAR_OFF))).isFalse();
    assertThat(append(org, () -> world.contents().lockExpired(org, id(2)))).isFalse();
    OrgId other = orgWithKeys();
    assertThat(append(other, () -> world.contents().extend(org, first.id(), FAR_OFF))).isFalse();
  }

  @Test
  void tellsWhatIsUnderAKey() {
    StoredContent first = add(1, OLD, FAR_OFF);
    add(2, NEW, FAR_OFF);
    StoredContent third = add(3, OLD, FAR_OFF);
    assertThat(read(org, () -> world.sealedContents().counts(org)))
        .isEqualTo(Map.of(OLD, 2L, NEW, 1L));
    assertThat(read(org, () -> world.sealedContents().under(org, Set.of(OLD), Optional.empty(), 1)))
        .containsExactly(new Sealed(first.place(), first.key()));
    assertThat(
            read(
                org,
                () ->
                    world.sealedContents().under(org, Set.of(OLD), Optional.of(first.place()), 9)))
        .containsExactly(new Sealed(third.place(), third.key()));
  }

  @Test
  void replacesWhatIsAsItWas() {
    StoredContent first = add(1, OLD, FAR_OFF);
    StoredContent second = add(2, OLD, FAR_OFF);
    SealedBytes anew = under(NEW);
    int replaced =
        append(
            org,
            () ->
                world
                    .sealedContents()
                    .replace(
                        org,
                        List.of(
                            new Resealed(first.place(), first.key(), anew),
                            new Resealed(second.place(), under(OLD), anew))));
    assertThat(replaced).isEqualTo(1);
    assertThat(find(1).map(StoredContent::key)).contains(anew);
    assertThat(find(2)).contains(second);
  }

  private Optional<StoredContent> find(int number) {
    return read(org, () -> world.contents().find(org, id(number)));
  }

  private static ContentId id(int number) {
    return new ContentId(new UUID(7, number));
  }

  private StoredContent add(int number, OrgKeyId key, Instant expires) {
    StoredContent content = content(org, number, key, expires);
    assertThat(append(org, () -> world.contents().add(content))).isTrue();
    return content;
  }

  private StoredContent content(OrgId of, int number, OrgKeyId key, Instant expires) {
    return new StoredContent(of, id(number), under(key), LONG_AGO.minusSeconds(60), expires);
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
