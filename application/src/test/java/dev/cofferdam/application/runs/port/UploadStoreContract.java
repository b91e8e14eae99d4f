package dev.cofferdam.application.runs.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.port.ContentStore.StoredContent;
import dev.cofferdam.application.vault.port.WrappedKeyset;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.ids.ActorId;
import dev.cofferdam.domain.ids.ContentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UploadId;
import dev.cofferdam.domain.runs.ArchiveFormat;
import dev.cofferdam.domain.runs.Upload;
import dev.cofferdam.domain.vault.OrgKeyId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an {@link UploadStore} promises. */
public abstract class UploadStoreContract extends WorldContract {
  private OrgId org;

  @BeforeEach
  public final void makeAnOrg() {
    org = orgWithKey();
  }

  private OrgId orgWithKey() {
    OrgId made = given.org();
    WrappedKeyset keyset = WrappedKeyset.first("mk-1", SealedBytes.of(new byte[] {1}), false);
    changing(made, () -> world.orgKeys().add(made, keyset, new OrgKeyId(3), given.time()));
    return made;
  }

  private Upload upload(OrgId of, ArchiveFormat format) {
    return new Upload(
        of,
        new UploadId(given.id()),
        format,
        7L << 32,
        "0a".repeat(32),
        4_711,
        3,
        new ActorId(given.id()),
        given.time());
  }

  private Upload added(ArchiveFormat format) {
    Upload upload = upload(org, format);
    StoredContent content =
        new StoredContent(
            org,
            new ContentId(upload.id().value()),
            SealedBytes.of(new byte[] {1, 0, 0, 0, 3, 9}),
            given.time(),
            given.time().plusSeconds(60));
    append(org, () -> world.contents().add(content));
    appending(org, () -> world.uploads().add(upload));
    return upload;
  }

  @Test
  void keepsEachFormat() {
    for (ArchiveFormat format : ArchiveFormat.values()) {
      Upload upload = added(format);
      assertThat(read(org, () -> world.uploads().find(org, upload.id()))).contains(upload);
    }
    assertThat(read(org, () -> world.uploads().find(org, new UploadId(given.id())))).isEmpty();
  }

  @Test
  void forgetsOneWithItsContent() {
    Upload upload = added(ArchiveFormat.ZIP);
    ContentId content = new ContentId(upload.id().value());
    appending(org, () -> world.contents().delete(org, content));
    assertThat(read(org, () -> world.uploads().find(org, upload.id()))).isEmpty();
    assertThatThrownBy(() -> appending(org, () -> world.uploads().add(upload)))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void showsItToNoOtherOrg() {
    Upload upload = added(ArchiveFormat.ZIP);
    OrgId other = orgWithKey();
    assertThat(read(other, () -> world.uploads().find(org, upload.id()))).isEmpty();
    assertThat(read(other, () -> world.uploads().find(other, upload.id()))).isEmpty();
  }
}
