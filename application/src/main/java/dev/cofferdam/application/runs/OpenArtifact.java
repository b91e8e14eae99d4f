package dev.cofferdam.application.runs;

import dev.cofferdam.application.audit.port.ObjectStoreUnavailable;
import dev.cofferdam.application.vault.Contents;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.runs.Artifact;
import java.io.IOException;
import java.io.OutputStream;

/** A file that a run left behind, ready to be read, a piece at a time. */
public final class OpenArtifact {
  private final Artifact artifact;
  private final Contents.Open content;

  OpenArtifact(Artifact artifact, Contents.Open content) {
    this.artifact = artifact;
    this.content = content;
  }

  public Artifact artifact() {
    return artifact;
  }

  /**
   * Reads the first piece of a part, so that what is wrong with all of it is known before anything
   * of it is given away.
   *
   * @param first the first byte
   * @param end behind the last one; not above the artifact's size
   * @throws Refusal {@code content_unavailable}, or {@code artifact_not_found} when it was removed
   *     meanwhile
   */
  public Part part(long first, long end) {
    if (first >= end) {
      return new Part(first, end, new byte[0]);
    }
    try {
      byte[] piece = content.get(pieceOf(first)).orElseThrow(() -> Refusal.notFound("artifact"));
      return new Part(first, end, piece);
    } catch (ObjectStoreUnavailable away) {
      throw Refusal.unavailable(
          "content_unavailable", "Where artifacts are kept can't be reached now.");
    }
  }

  private int pieceOf(long offset) {
    return artifact.firstPiece() + (int) (offset / Contents.PIECE);
  }

  /** A part of it. For one reader. */
  public final class Part {
    private final long first;
    private final long end;
    private byte[] piece;

    private Part(long first, long end, byte[] piece) {
      this.first = first;
      this.end = end;
      this.piece = piece;
    }

    /**
     * Writes it; no more than one piece is in memory.
     *
     * @throws IOException when {@code to} can't be written, or the rest can't be read any more
     */
    public void writeTo(OutputStream to) throws IOException {
      long at = first;
      while (at < end) {
        int from = (int) (at % Contents.PIECE);
        int length = (int) Math.min(piece.length - from, end - at);
        if (length <= 0) {
          throw new IOException("a piece of the artifact is too short");
        }
        to.write(piece, from, length);
        at += length;
        if (at < end) {
          piece =
              content
                  .get(pieceOf(at))
                  .orElseThrow(() -> new IOException("the artifact was removed meanwhile"));
        }
      }
    }
  }
}
