package dev.cofferdam.application.runs.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.ids.RunId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every runtime does with files that a run gets, also where nobody has checked them. */
public abstract class UnpackingContract {
  private final List<RunId> runs = new ArrayList<>();
  private @Nullable Sandbox opened;

  /** The runtime under test. */
  protected abstract Sandbox open();

  @BeforeEach
  void openSandbox() {
    opened = open();
  }

  private Sandbox sandbox() {
    return Objects.requireNonNull(opened);
  }

  @AfterEach
  void removeRuns() throws SandboxUnavailable {
    for (RunId run : runs) {
      sandbox().remove(run);
    }
  }

  private SandboxSpec spec(byte[] tarGz, String... commands) {
    RunId run = new RunId(UUID.randomUUID());
    runs.add(run);
    return SandboxSpecs.withFiles(SandboxSpecs.of(run, commands), ByteBuffer.wrap(tarGz));
  }

  private SandboxEnding run(SandboxSpec spec, RecordedRun recorded) throws Exception {
    return sandbox().run(spec, Map.of(), recorded);
  }

  @Test
  void files_are_in_the_workspace_before_the_first_command() throws Exception {
    byte[] files =
        new TarWriter()
            .folder("src")
            .file("src/a b.txt", "text\n")
            .program("build.sh", "#!/bin/sh\necho built\n")
            .link("src/link", "../build.sh")
            .tarGz();
    RecordedRun recorded = new RecordedRun();
    SandboxSpec spec =
        spec(
            files,
            "cat 'src/a b.txt'; ./build.sh; src/link; ls",
            "echo mine > src/new; id -u; stat -c %u src/new build.sh");
    assertThat(run(spec, recorded)).isInstanceOf(SandboxEnding.Completed.class);
    assertThat(recorded.text(0)).isEqualTo("text\nbuilt\nbuilt\nbuild.sh\nsrc\n");
    assertThat(recorded.text(1).lines().distinct()).hasSize(1);
    assertThat(recorded.events(SandboxEvent.Cloned.class)).isEmpty();
  }

  @Test
  void whoever_calls_again_hears_the_same() throws Exception {
    SandboxSpec spec = spec(new TarWriter().file("a", "x").tarGz(), "cat a");
    RecordedRun first = new RecordedRun();
    RecordedRun second = new RecordedRun();
    run(spec, first);
    run(spec, second);
    assertThat(first.text(0)).isEqualTo("x");
    assertThat(second.events()).isEqualTo(first.events());
  }

  @Test
  void files_as_large_as_they_may_be_arrive_whole() throws Exception {
    byte[] noise = new byte[15 << 20];
    new Random(9).nextBytes(noise);
    byte[] files = new TarWriter().entry("noise", '0', 0644, "", noise).tarGz();
    RecordedRun recorded = new RecordedRun();
    assertThat(run(spec(files, "sha256sum < noise"), recorded))
        .isInstanceOf(SandboxEnding.Completed.class);
    assertThat(recorded.text(0)).startsWith(Digests.sha256(noise));
  }

  @Test
  void more_than_the_workspace_holds_is_the_runs_fault() throws Exception {
    byte[] large = new TarWriter().file("large", "0".repeat(6 << 20)).tarGz();
    SandboxSpec spec = SandboxSpecs.withDisk(spec(large, "echo never"), 2);
    RecordedRun recorded = new RecordedRun();
    SandboxEnding ending = run(spec, recorded);
    if (isDiskLimited()) {
      assertThat(ending)
          .isEqualTo(
              new SandboxEnding.UnpackFailed(
                  "the uploaded files are larger than the workspace: raise disk_mb"));
      assertThat(recorded.events(SandboxEvent.StepStarted.class)).isEmpty();
    }
  }

  /** Whether this runtime holds a workspace to its size. */
  protected boolean isDiskLimited() {
    return true;
  }

  @Test
  void what_is_damaged_is_the_runs_fault() throws Exception {
    RecordedRun recorded = new RecordedRun();
    SandboxEnding ending = run(spec(new byte[] {1, 2, 3}, "echo never"), recorded);
    assertThat(ending).isInstanceOf(SandboxEnding.UnpackFailed.class);
    assertThat(recorded.events(SandboxEvent.StepStarted.class)).isEmpty();
  }

  @Test
  void nothing_is_written_elsewhere_whatever_an_archive_names() throws Exception {
    byte[] hostile =
        new TarWriter()
            .file("../climbed", "x")
            .file("/tmp/absolute", "x")
            .link("out", "..")
            .file("out/through", "x")
            .entry("null", '3', 0666, "", new byte[0])
            .file("kept", "x")
            .tarGz();
    RecordedRun recorded = new RecordedRun();
    SandboxEnding ending = run(spec(hostile, "ls -a .. /tmp"), recorded);
    assertThat(ending)
        .isInstanceOfAny(SandboxEnding.UnpackFailed.class, SandboxEnding.Completed.class);
    assertThat(new String(recorded.output(), UTF_8))
        .doesNotContain("climbed")
        .doesNotContain("through");
  }
}
