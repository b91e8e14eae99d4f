package dev.cofferdam.adapters.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.runs.port.ArtifactStore;
import dev.cofferdam.application.runs.port.Digests;
import dev.cofferdam.application.vault.Contents;
import dev.cofferdam.application.world.InMemoryWorld;
import dev.cofferdam.domain.ids.ContentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Artifact;
import dev.cofferdam.domain.runs.ArtifactName;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/** Puts down what a run would have left behind. */
public final class KeptFile {
  private KeptFile() {}

  static void keep(TestWorld world, String org, String run, String name, String text) {
    keep(world, org, run, name, text.getBytes(UTF_8));
  }

  static void keep(TestWorld world, String org, String run, String name, byte[] bytes) {
    InMemoryWorld storage = world.storage();
    keep(
        storage.ledger(),
        world.contents(),
        storage.artifacts(),
        new Place(OrgId.parse(org).orElseThrow(), new RunId(UUID.fromString(run)), name),
        bytes);
  }

  /** Whose file it is, and what it is called. */
  public record Place(OrgId org, RunId run, String name) {}

  public static void keep(
      Ledger ledger, Contents contents, ArtifactStore artifacts, Place place, byte[] bytes) {
    int first = Math.abs(place.name().hashCode() % 1_000_000) * 100;
    Artifact artifact =
        new Artifact(
            new ArtifactName(place.name()),
            bytes.length,
            Digests.sha256(bytes),
            first,
            Instant.parse("2026-11-21T06:00:00Z"));
    ledger.append(
        Access.ofInstallation(place.org()),
        () -> {
          Contents.Open content =
              contents.make(place.org(), new ContentId(place.run().value()), Duration.ofDays(30));
          for (int i = 0; i < Contents.piecesOf(bytes.length); i++) {
            int from = i * Contents.PIECE;
            int to = Math.min(bytes.length, from + Contents.PIECE);
            content.put(first + i, Arrays.copyOfRange(bytes, from, to));
          }
          artifacts.add(place.org(), place.run(), artifact);
          return artifact;
        });
  }
}
