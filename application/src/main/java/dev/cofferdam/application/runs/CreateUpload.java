package dev.cofferdam.application.runs;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.audit.port.ObjectStoreUnavailable;
import dev.cofferdam.application.runs.port.Archives;
import dev.cofferdam.application.vault.Contents;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UploadId;
import dev.cofferdam.domain.runs.Upload;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * Takes an archive for pipelines to use. What is kept are its files, packed anew, so that what is
 * wrong with it is told now and to who made it.
 */
public final class CreateUpload {
  public static final Permission NEEDS = Permission.RUN_CREATE;

  /** For how long bytes are kept that nobody knows of yet. */
  private static final Duration DRAFT = Duration.ofHours(1);

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final Archives archives;
  private final RunUploads uploads;
  private final UploadPolicy policy;
  private final CreatePipeline.RunIdentity identity;

  public CreateUpload(
      Gatekeeper gatekeeper,
      Ledger ledger,
      Archives archives,
      RunUploads uploads,
      UploadPolicy policy,
      CreatePipeline.RunIdentity identity) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.archives = archives;
    this.uploads = uploads;
    this.policy = policy;
    this.identity = identity;
  }

  /**
   * @param archive its bytes, which nobody changes any more
   */
  public record Command(OrgId org, ByteBuffer archive) {}

  /** An archive whose bytes are kept for a while. */
  public static final class Draft {
    private final Upload upload;

    private Draft(Upload upload) {
      this.upload = upload;
    }
  }

  /**
   * @param expiresAt until when it is kept unless a pipeline uses it
   */
  public record Made(Upload upload, Instant expiresAt) {}

  /**
   * Checks and packs an archive and keeps the bytes, which takes its time and no transaction.
   *
   * @throws Refusal {@code invalid_field} for {@code body}, or {@code content_unavailable}
   */
  public Draft draft(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    byte[] archive = new byte[command.archive().remaining()];
    command.archive().duplicate().get(archive);
    Archives.Packed packed = archives.pack(archive, policy.limits());
    UploadId id = new UploadId(identity.ids().next());
    Contents.Open content =
        ledger.append(
            access, () -> uploads.contents().make(command.org(), RunUploads.contentOf(id), DRAFT));
    try {
      content.putAll(packed.tarGz());
    } catch (ObjectStoreUnavailable away) {
      throw Refusal.unavailable(
          "content_unavailable", "Where uploads are kept can't be reached now.");
    }
    return new Draft(
        new Upload(
            command.org(),
            id,
            packed.format(),
            archive.length,
            sha256(archive),
            packed.tarGz().remaining(),
            packed.files(),
            actor.author(),
            identity.clock().instant().truncatedTo(ChronoUnit.MICROS)));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new LinkageError("every JDK has SHA-256", e);
    }
  }

  /** Makes an upload of a draft. */
  public Made execute(Actor actor, Draft draft) {
    Upload upload = draft.upload;
    Access access = gatekeeper.require(actor, upload.org(), NEEDS);
    return ledger.change(
        access,
        change -> {
          uploads.add(upload, policy.unused());
          change.record(AuditEntry.allowed(actor, "upload.create", "upload:" + upload.id()));
          return new Made(upload, upload.createdAt().plus(policy.unused()));
        });
  }
}
