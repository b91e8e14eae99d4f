package dev.cofferdam.application.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.ObjectKey;
import dev.cofferdam.application.audit.port.ObjectStoreUnavailable;
import dev.cofferdam.application.runs.port.Digests;
import dev.cofferdam.application.runs.port.FakeSandbox;
import dev.cofferdam.application.runs.port.SandboxEvent;
import dev.cofferdam.application.runs.port.SandboxEvent.LeftOut;
import dev.cofferdam.application.vault.ReapContents;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Artifact;
import dev.cofferdam.domain.runs.ArtifactName;
import dev.cofferdam.domain.runs.Reached;
import dev.cofferdam.domain.runs.RunStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RunArtifactsTest {
  private static final Instant AT = Instant.parse("2026-11-21T12:00:01Z");
  private static final byte[] LARGE = new byte[2_500_000];

  static {
    new Random(7).nextBytes(LARGE);
  }

  private final RunsStage stage = new RunsStage();

  @AfterEach
  void stop() {
    stage.close();
  }

  private static SandboxEvent[] file(String name, byte[] content, boolean whole) {
    List<SandboxEvent> events = new ArrayList<>();
    events.add(new SandboxEvent.ArtifactBegun(new ArtifactName(name), content.length));
    for (int at = 0; at < content.length; at += 8_192) {
      byte[] piece = Arrays.copyOfRange(content, at, Math.min(at + 8_192, content.length));
      events.add(new SandboxEvent.ArtifactBytes(ByteBuffer.wrap(piece).asReadOnlyBuffer()));
    }
    events.add(new SandboxEvent.ArtifactEnded(whole));
    return events.toArray(SandboxEvent[]::new);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private FakeSandbox commands() {
    return stage.sandbox.starts(AT).step(0, AT, 0);
  }

  private void execute(RunId run) throws Exception {
    stage.executeRun().execute(new ExecuteRun.Command(stage.ada.org(), run));
  }

  private List<Artifact> list(RunId run) {
    return new ListArtifacts(
            stage.here.gatekeeper(),
            stage.world().ledger(),
            stage.world().runs(),
            stage.world().artifacts())
        .execute(
            stage.ada.actor(),
            new ListArtifacts.Command(stage.ada.org(), run, Optional.empty(), 10));
  }

  private OpenArtifact open(RunId run, String name) {
    return new FetchArtifact(
            stage.here.gatekeeper(),
            stage.world().ledger(),
            stage.world().runs(),
            stage.artifactMeans())
        .execute(
            stage.ada.actor(),
            new FetchArtifact.Command(stage.ada.org(), run, new ArtifactName(name)));
  }

  private byte[] read(RunId run, String name, long first, long end) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    open(run, name).part(first, end).writeTo(bytes);
    return bytes.toByteArray();
  }

  private List<ObjectKey> objects() {
    return stage.world().objects().list(new ObjectKey("contents"), 1_000);
  }

  @Test
  void keepsFilesWithSizeAndDigestAndGivesThemBack() throws Exception {
    RunId run = stage.queued("true");
    commands()
        .plays(file("dist/large", LARGE, true))
        .plays(file("dist/empty", new byte[0], true))
        .plays(file("a", text("small"), true));
    execute(run);
    assertThat(stage.run(run).status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(list(run))
        .extracting(each -> each.name().value(), Artifact::size, Artifact::sha256)
        .containsExactly(
            tuple("a", 5L, Digests.sha256(text("small"))),
            tuple("dist/empty", 0L, Digests.sha256(new byte[0])),
            tuple("dist/large", (long) LARGE.length, Digests.sha256(LARGE)));
    assertThat(read(run, "dist/large", 0, LARGE.length)).isEqualTo(LARGE);
    assertThat(read(run, "dist/empty", 0, 0)).isEmpty();
    assertThat(read(run, "a", 0, 5)).isEqualTo(text("small"));
    int edge = 1 << 20;
    assertThat(read(run, "dist/large", edge - 1, edge + 1))
        .isEqualTo(Arrays.copyOfRange(LARGE, edge - 1, edge + 1));
    assertThat(read(run, "dist/large", 2L * edge, LARGE.length))
        .isEqualTo(Arrays.copyOfRange(LARGE, 2 * edge, LARGE.length));
    assertThat(stage.log(run)).endsWith("[cofferdam] Kept 3 artifacts, 2500005 bytes.\n");
  }

  @Test
  void keepsThemSealed() throws Exception {
    RunId run = stage.queued("true");
    commands().plays(file("a", text("nobody is to read this"), true));
    execute(run);
    assertThat(objects()).hasSize(1);
    try (InputStream object = stage.world().objects().get(objects().get(0)).orElseThrow()) {
      assertThat(new String(object.readAllBytes(), StandardCharsets.ISO_8859_1))
          .doesNotContain("nobody");
    }
  }

  @Test
  void keepsWhatAFailedRunLeftBehind() throws Exception {
    RunId run = stage.queued("false");
    stage.sandbox.starts(AT).step(0, AT, 1).plays(file("core", text("dump"), true));
    execute(run);
    assertThat(stage.run(run).status()).isEqualTo(RunStatus.FAILED);
    assertThat(list(run)).hasSize(1);
  }

  @Test
  void saysWhatIsNotKeptAndWhyWithSecretsMasked() throws Exception {
    stage.put("API_KEY", "correct-horse-battery");
    RunId run = stage.queued("true");
    commands()
        .plays(file("cut", text("half"), false))
        .plays(
            new SandboxEvent.ArtifactLeftOut("cut", LeftOut.UNREADABLE),
            new SandboxEvent.ArtifactLeftOut("correct-horse-battery.bin", LeftOut.SIZE),
            new SandboxEvent.MoreLeftOut(17));
    execute(run);
    assertThat(list(run)).isEmpty();
    assertThat(stage.log(run))
        .contains("[cofferdam] Not kept: cut (it can't be read, or changed meanwhile).\n")
        .contains(".bin (it is too large).\n")
        .contains("[cofferdam] Not kept: 17 more files.\n")
        .doesNotContain("horse")
        .doesNotContain("Kept 0");
  }

  @Test
  void goesOnWhenTheObjectStoreIsBackAndKeepsEachOnce() throws Exception {
    RunId run = stage.queued("true");
    commands()
        .plays(file("first", text("one"), true))
        .plays(file("second", LARGE, true))
        .holdsAt(8);
    Thread worker = new Thread(() -> executeQuietly(run));
    worker.start();
    stage.sandbox.awaitHeld();
    String before = list(run).get(0).sha256();
    stage.world().objects().fail(true);
    stage.sandbox.letGo();
    worker.join();
    assertThat(stage.run(run).status()).isEqualTo(RunStatus.RUNNING);
    assertThatThrownBy(() -> execute(run)).isInstanceOf(ObjectStoreUnavailable.class);

    stage.world().objects().fail(false);
    execute(run);
    assertThat(stage.run(run).status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(list(run)).hasSize(2);
    assertThat(list(run).get(0).sha256()).isEqualTo(before);
    assertThat(read(run, "second", 0, LARGE.length)).isEqualTo(LARGE);
    assertThat(objects()).hasSize(4);
    assertThat(stage.log(run).split("Kept 2 artifacts", -1)).hasSize(2);
  }

  private void executeQuietly(RunId run) {
    try {
      execute(run);
    } catch (Exception expected) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void givesThoseOfRunsWithProtectedSecretsToWhoMayUseThese() throws Exception {
    RunId run = stage.queued("true");
    commands().plays(file("a", text("x"), true));
    execute(run);
    assertThat(open(run, "a").artifact().size()).isEqualTo(1);
    EnvironmentId secret = new EnvironmentId(UUID.randomUUID());
    stage.changing(
        () ->
            stage
                .world()
                .runs()
                .addReach(stage.ada.org(), run, List.of(new Reached(secret, true))));
    assertThat(open(run, "a").artifact().size()).isEqualTo(1);
    Actor member = stage.here.colleague(stage.ada.org(), "Mel", Role.MEMBER);
    assertThatThrownBy(
            () ->
                new FetchArtifact(
                        stage.here.gatekeeper(),
                        stage.world().ledger(),
                        stage.world().runs(),
                        stage.artifactMeans())
                    .execute(
                        member,
                        new FetchArtifact.Command(stage.ada.org(), run, new ArtifactName("a"))))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("forbidden"));
  }

  @Test
  void saysWhenTheyCanNotBeReachedAndWhenThereIsNone() throws Exception {
    RunId run = stage.queued("true");
    commands().plays(file("a", text("x"), true));
    execute(run);
    assertRefused("artifact_not_found", () -> open(run, "b"));
    assertRefused("run_not_found", () -> open(new RunId(UUID.randomUUID()), "a"));
    OpenArtifact open = open(run, "a");
    stage.world().objects().fail(true);
    assertRefused("content_unavailable", () -> open.part(0, 1));
  }

  @Test
  void removesThemWithTheirObjectsWhenTheirTimeIsOver() throws Exception {
    RunId run = stage.queued("true");
    commands().plays(file("a", LARGE, true)).plays(file("b", text("x"), true));
    execute(run);
    ReapContents reap =
        new ReapContents(
            stage.world().expiredContents(),
            stage.contents,
            stage.world().ledger(),
            stage.world().contents());
    stage.here.clock().advance(Duration.ofDays(30));
    assertThat(reap.execute()).isZero();
    assertThat(list(run)).hasSize(2);
    OpenArtifact open = open(run, "b");

    stage.here.clock().advance(Duration.ofSeconds(1));
    assertThat(reap.execute()).isEqualTo(1);
    assertThat(list(run)).isEmpty();
    assertThat(objects()).isEmpty();
    assertRefused("artifact_not_found", () -> open.part(0, 1));
    assertRefused("artifact_not_found", () -> open(run, "b"));
    assertThat(stage.run(run).status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void asksTheSandboxForWhatThePipelineNames() throws Exception {
    RunId run = stage.queued("true");
    execute(run);
    assertThat(stage.sandbox.specs().get(0).collecting().patterns()).isEmpty();
    assertThat(stage.sandbox.specs().get(0).collecting().limits())
        .isEqualTo(ArtifactPolicy.DEFAULT.limits());
    assertThat(
            stage
                .world()
                .ledger()
                .read(
                    Access.ofInstallation(stage.ada.org()),
                    () ->
                        stage
                            .world()
                            .contents()
                            .find(stage.ada.org(), ArtifactMeans.contentOf(run))))
        .isEmpty();
  }

  private static void assertRefused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
