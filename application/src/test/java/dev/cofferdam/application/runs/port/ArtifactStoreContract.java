package dev.cofferdam.application.runs.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.port.ContentStore.StoredContent;
import dev.cofferdam.application.vault.port.WrappedKeyset;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.ids.ContentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Artifact;
import dev.cofferdam.domain.runs.ArtifactName;
import dev.cofferdam.domain.vault.OrgKeyId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an {@link ArtifactStore} promises. */
public abstract class ArtifactStoreContract extends WorldContract {
  private static final OrgKeyId KEY = new OrgKeyId(3);

  private OrgId org;
  private RunId run;

  @BeforeEach
  public final void makeARun() {
    org = orgWithKey();
    run = runIn(org);
  }

  private OrgId orgWithKey() {
    OrgId made = given.org();
    WrappedKeyset keyset = WrappedKeyset.first("mk-1", SealedBytes.of(new byte[] {1}), false);
    changing(made, () -> world.orgKeys().add(made, keyset, KEY, given.time()));
    return made;
  }

  private RunId runIn(OrgId of) {
    RunId made = given.run(of, "true");
    StoredContent content =
        new StoredContent(
            of,
            new ContentId(made.value()),
            SealedBytes.of(new byte[] {1, 0, 0, 0, 3, 9}),
            given.time(),
            given.time().plusSeconds(3_600));
    append(of, () -> world.contents().add(content));
    return made;
  }

  @Test
  void listsByNameAPageAtATime() {
    Artifact dist = add("dist/a", 3);
    Artifact big = add("B", 5L << 40);
    Artifact umlaut = add("\u00fc \"q\"", 0);
    assertThat(list(Optional.empty(), 9)).containsExactly(big, dist, umlaut);
    assertThat(list(Optional.empty(), 1)).containsExactly(big);
    assertThat(list(Optional.of(dist.name()), 9)).containsExactly(umlaut);
  }

  @Test
  void findsByName() {
    Artifact dist = add("dist/a", 3);
    assertThat(find("dist/a")).contains(dist);
    assertThat(find("dist/A")).isEmpty();
    assertThat(find("dist")).isEmpty();
  }

  @Test
  void keepsTheFirstOfAName() {
    Artifact first = add("a", 3);
    add("a", 4);
    assertThat(list(Optional.empty(), 9)).containsExactly(first);
  }

  @Test
  void forgetsThemWithTheirContent() {
    add("a", 3);
    appending(org, () -> world.contents().delete(org, new ContentId(run.value())));
    assertThat(list(Optional.empty(), 9)).isEmpty();
    assertThat(find("a")).isEmpty();
    assertThatThrownBy(() -> add("b", 1)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void showsThemToNoOtherOrgAndForNoOtherRun() {
    add("a", 3);
    OrgId other = orgWithKey();
    RunId sibling = runIn(org);
    assertThat(read(org, () -> world.artifacts().list(org, sibling, Optional.empty(), 9)))
        .isEmpty();
    assertThat(read(other, () -> world.artifacts().list(org, run, Optional.empty(), 9))).isEmpty();
    assertThat(read(other, () -> world.artifacts().find(other, run, new ArtifactName("a"))))
        .isEmpty();
    assertThatThrownBy(
            () -> appending(other, () -> world.artifacts().add(org, run, artifact("b", 1))))
        .isInstanceOf(RuntimeException.class);
  }

  private List<Artifact> list(Optional<ArtifactName> after, int limit) {
    return read(org, () -> world.artifacts().list(org, run, after, limit));
  }

  private Optional<Artifact> find(String name) {
    return read(org, () -> world.artifacts().find(org, run, new ArtifactName(name)));
  }

  private Artifact add(String name, long size) {
    Artifact artifact = artifact(name, size);
    appending(org, () -> world.artifacts().add(org, run, artifact));
    return artifact;
  }

  private Artifact artifact(String name, long size) {
    return new Artifact(new ArtifactName(name), size, "0f".repeat(32), 7, given.time());
  }
}
