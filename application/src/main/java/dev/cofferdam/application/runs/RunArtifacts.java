package dev.cofferdam.application.runs;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.runs.port.SandboxEvent;
import dev.cofferdam.application.vault.Contents;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Artifact;
import dev.cofferdam.domain.runs.ArtifactName;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the files that a sandbox tells when a run's commands are over, and notes in the log which
 * ones, and which not. It holds one piece of one file at a time.
 *
 * <p>Which piece gets which number follows from the files alone, so a worker that takes the run up
 * again and hears them again passes over those that are kept already.
 */
final class RunArtifacts {
  private final Ledger ledger;
  private final ArtifactMeans means;
  private final Place place;
  private final RunOutput output;
  private final Clock clock;
  private Contents.@Nullable Open content;
  private @Nullable File file;
  private int nextPiece;
  private int kept;
  private long keptBytes;
  private boolean told;

  /** Whose they are, and how long they are kept. */
  record Place(OrgId org, RunId run, Duration kept) {}

  RunArtifacts(Ledger ledger, ArtifactMeans means, Place place, RunOutput output, Clock clock) {
    this.ledger = ledger;
    this.means = means;
    this.place = place;
    this.output = output;
    this.clock = clock;
  }

  /** A file that is being told. */
  private static final class File {
    private final ArtifactName name;
    private final long size;
    private final int firstPiece;
    private final boolean isKept;
    private final MessageDigest digest = sha256();
    private final byte[] piece;
    private int filled;
    private int pieces;

    File(ArtifactName name, long size, int firstPiece, boolean isKept) {
      this.name = name;
      this.size = size;
      this.firstPiece = firstPiece;
      this.isKept = isKept;
      this.piece = new byte[(int) Math.min(size, Contents.PIECE)];
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new LinkageError("every JDK has SHA-256", e);
      }
    }
  }

  /** Takes an event that is about artifacts; others mean nothing to it. */
  void on(SandboxEvent event) {
    if (event instanceof SandboxEvent.ArtifactBegun begun) {
      begin(begun.name(), begun.size());
    } else if (event instanceof SandboxEvent.ArtifactBytes bytes) {
      write(current(), bytes.bytes().duplicate());
    } else if (event instanceof SandboxEvent.ArtifactEnded ended) {
      end(current(), ended.whole());
    } else if (event instanceof SandboxEvent.ArtifactLeftOut left) {
      output.note("[cofferdam] Not kept: " + left.name() + " (" + reasonOf(left.why()) + ").");
    } else if (event instanceof SandboxEvent.MoreLeftOut more) {
      output.note("[cofferdam] Not kept: " + more.count() + " more files.");
    }
  }

  private File current() {
    if (file == null) {
      throw new IllegalStateException("bytes of an artifact without one");
    }
    return file;
  }

  private void begin(ArtifactName name, long size) {
    Access access = Access.ofInstallation(place.org());
    if (content == null) {
      content =
          ledger.append(
              access,
              () ->
                  means
                      .contents()
                      .make(place.org(), ArtifactMeans.contentOf(place.run()), place.kept()));
    }
    Optional<Artifact> known =
        ledger.read(access, () -> means.artifacts().find(place.org(), place.run(), name));
    file = new File(name, size, nextPiece, known.isPresent());
    nextPiece += Contents.piecesOf(size);
  }

  private void write(File to, ByteBuffer bytes) {
    while (!to.isKept && bytes.hasRemaining()) {
      int taken = Math.min(bytes.remaining(), to.piece.length - to.filled);
      if (taken == 0) {
        throw new IllegalStateException("an artifact is longer than was told");
      }
      bytes.get(to.piece, to.filled, taken);
      to.filled += taken;
      if (to.filled == to.piece.length) {
        store(to);
      }
    }
  }

  private void store(File of) {
    byte[] piece = Arrays.copyOf(of.piece, of.filled);
    of.digest.update(piece);
    if (content != null) {
      content.put(of.firstPiece + of.pieces, piece);
    }
    of.pieces++;
    of.filled = 0;
  }

  private void end(File ended, boolean whole) {
    file = null;
    if (!whole) {
      return;
    }
    if (!ended.isKept) {
      if (ended.filled > 0) {
        store(ended);
      }
      Artifact artifact =
          new Artifact(
              ended.name,
              ended.size,
              HexFormat.of().formatHex(ended.digest.digest()),
              ended.firstPiece,
              clock.instant().truncatedTo(ChronoUnit.MICROS));
      ledger.append(
          Access.ofInstallation(place.org()),
          () -> {
            means.artifacts().add(place.org(), place.run(), artifact);
            return artifact;
          });
    }
    kept++;
    keptBytes += ended.size;
  }

  /** Notes how many there are, once, when the sandbox has nothing more to tell. */
  void finish() {
    if (kept > 0 && !told) {
      told = true;
      output.note("[cofferdam] Kept " + kept + " artifacts, " + keptBytes + " bytes.");
    }
  }

  private static String reasonOf(SandboxEvent.LeftOut why) {
    return switch (why) {
      case KIND -> "no regular file";
      case NAME -> "its name is too long, too deep, or can't be shown";
      case COUNT -> "there are too many files";
      case SIZE -> "it is too large";
      case TOTAL -> "all files together are too large";
      case UNREADABLE -> "it can't be read, or changed meanwhile";
      case TIME -> "the time for collecting was up";
    };
  }
}
