package dev.cofferdam.application.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.audit.port.ObjectKey;
import dev.cofferdam.application.runs.port.ArchivesContract;
import dev.cofferdam.application.runs.port.Digests;
import dev.cofferdam.application.runs.port.InMemoryArchives;
import dev.cofferdam.application.runs.port.SandboxEnding;
import dev.cofferdam.application.runs.port.SandboxSpec;
import dev.cofferdam.application.vault.ReapContents;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.ids.UploadId;
import dev.cofferdam.domain.runs.ArchiveFormat;
import dev.cofferdam.domain.runs.FailureReason;
import dev.cofferdam.domain.runs.NetworkMode;
import dev.cofferdam.domain.runs.Pipeline;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.runs.RunStatus;
import dev.cofferdam.domain.runs.Upload;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class UploadsTest {
  private static final Instant AT = Instant.parse("2026-11-21T12:00:01Z");
  private static final byte[] ARCHIVE = ArchivesContract.zip("a", "one", "b", "two");

  private final RunsStage stage = new RunsStage();

  @AfterEach
  void stop() {
    stage.close();
  }

  private CreateUpload createUpload() {
    return new CreateUpload(
        stage.here.gatekeeper(),
        stage.world().ledger(),
        new InMemoryArchives(),
        stage.uploads,
        UploadPolicy.DEFAULT,
        stage.identity());
  }

  private CreateUpload.Made upload(byte[] archive) {
    CreateUpload create = createUpload();
    return create.execute(
        stage.ada.actor(),
        create.draft(
            stage.ada.actor(),
            new CreateUpload.Command(stage.ada.org(), ByteBuffer.wrap(archive))));
  }

  private Run pipelineWith(Actor actor, UploadId upload) {
    Pipeline plain = RunsStage.pipeline(NetworkMode.NONE, "make");
    Pipeline pipeline =
        new Pipeline(
            Optional.empty(),
            plain.commands(),
            plain.image(),
            plain.variables(),
            plain.timeout(),
            plain.resources(),
            plain.network(),
            List.of(),
            Optional.of(upload));
    return stage
        .createPipeline()
        .execute(actor, new CreatePipeline.Command(stage.ada.org(), pipeline, Optional.empty()));
  }

  private void execute(RunId run) throws Exception {
    stage.executeRun().execute(new ExecuteRun.Command(stage.ada.org(), run));
  }

  private int reap() {
    return new ReapContents(
            stage.world().expiredContents(),
            stage.contents,
            stage.world().ledger(),
            stage.world().contents())
        .execute();
  }

  private List<ObjectKey> objects() {
    return stage.world().objects().list(new ObjectKey("contents"), 10);
  }

  @Test
  void saysWhatWasTakenAndForHowLongItIsKept() {
    CreateUpload.Made made = upload(ARCHIVE);
    Upload upload = made.upload();
    assertThat(upload.format()).isEqualTo(ArchiveFormat.ZIP);
    assertThat(upload.size()).isEqualTo(ARCHIVE.length);
    assertThat(upload.sha256()).isEqualTo(Digests.sha256(ARCHIVE));
    assertThat(upload.files()).isEqualTo(2);
    assertThat(made.expiresAt()).isEqualTo(upload.createdAt().plus(Duration.ofDays(1)));
    assertThat(stage.trail()).contains("upload.create");
  }

  @Test
  void givesARunItsFiles() throws Exception {
    RunId run = pipelineWith(stage.ada.actor(), upload(ARCHIVE).upload().id()).id();
    stage.sandbox.starts(AT).step(0, AT, 0);
    execute(run);
    assertThat(stage.run(run).status()).isEqualTo(RunStatus.SUCCEEDED);
    SandboxSpec spec = stage.sandbox.specs().get(0);
    ByteBuffer packed = new InMemoryArchives().pack(ARCHIVE, UploadPolicy.DEFAULT.limits()).tarGz();
    assertThat(spec.files()).contains(packed);
  }

  @Test
  void removesWhatNobodyUsesAfterADayAndWhatWasUsedAfterAMonth() {
    UploadId unused = upload(ARCHIVE).upload().id();
    UploadId used = upload(ARCHIVE).upload().id();
    pipelineWith(stage.ada.actor(), used);
    stage.here.clock().advance(Duration.ofDays(1).plusSeconds(1));
    assertThat(reap()).isEqualTo(1);
    assertRefused("upload_not_found", () -> pipelineWith(stage.ada.actor(), unused));
    pipelineWith(stage.ada.actor(), used);
    assertThat(objects()).hasSize(1);
    stage.here.clock().advance(Duration.ofDays(30).plusSeconds(1));
    assertThat(reap()).isEqualTo(1);
    assertThat(objects()).isEmpty();
    assertRefused("upload_not_found", () -> pipelineWith(stage.ada.actor(), used));
  }

  @Test
  void removesWhatWasNeverFinished() {
    createUpload()
        .draft(
            stage.ada.actor(), new CreateUpload.Command(stage.ada.org(), ByteBuffer.wrap(ARCHIVE)));
    assertThat(objects()).hasSize(1);
    stage.here.clock().advance(Duration.ofHours(2));
    assertThat(reap()).isEqualTo(1);
    assertThat(objects()).isEmpty();
  }

  @Test
  void failsTheRunWhoseUploadIsGoneAndSaysWhoseFaultItIs() throws Exception {
    RunId run = pipelineWith(stage.ada.actor(), upload(ARCHIVE).upload().id()).id();
    stage.here.clock().advance(Duration.ofDays(31));
    reap();
    execute(run);
    assertThat(stage.run(run).ending().orElseThrow().reason())
        .contains(FailureReason.UPLOAD_FAILED);
    assertThat(FailureReason.UPLOAD_FAILED.fault()).isEqualTo(FailureReason.Fault.USER);
    assertThat(stage.sandbox.specs()).isEmpty();
  }

  @Test
  void failsTheRunWhoseFilesDoNotFit() throws Exception {
    RunId run = pipelineWith(stage.ada.actor(), upload(ARCHIVE).upload().id()).id();
    stage.sandbox.ends(new SandboxEnding.UnpackFailed("too large: raise disk_mb"));
    execute(run);
    assertThat(stage.run(run).status()).isEqualTo(RunStatus.FAILED);
    assertThat(stage.run(run).ending().orElseThrow().reason())
        .contains(FailureReason.UPLOAD_FAILED);
    assertThat(stage.run(run).ending().orElseThrow().detail()).contains("too large: raise disk_mb");
  }

  @Test
  void isForMembersOfItsOrgAlone() {
    UploadId upload = upload(ARCHIVE).upload().id();
    Actor member = stage.here.colleague(stage.ada.org(), "Mel", Role.MEMBER);
    assertThat(pipelineWith(member, upload).pipeline().upload()).contains(upload);
    assertRefused(
        "upload_not_found", () -> pipelineWith(stage.ada.actor(), new UploadId(UUID.randomUUID())));
    var eve = stage.here.member("Eve");
    assertRefused(
        "org_not_found",
        () ->
            createUpload()
                .draft(
                    eve.actor(),
                    new CreateUpload.Command(stage.ada.org(), ByteBuffer.wrap(ARCHIVE))));
  }

  @Test
  void saysWhenItCanNotBeKept() {
    stage.world().objects().fail(true);
    assertRefused("content_unavailable", () -> upload(ARCHIVE));
  }

  private static void assertRefused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
