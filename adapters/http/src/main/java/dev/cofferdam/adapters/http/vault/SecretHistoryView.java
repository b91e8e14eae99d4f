package dev.cofferdam.adapters.http.vault;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cofferdam.application.vault.ListSecretHistory;
import dev.cofferdam.application.vault.port.VersionReaders;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.vault.SecretVersion;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One version of a key, without its value. */
record SecretHistoryView(
    @Schema(description = "The secret's version, from 1.", example = "3", minimum = "1")
        long version,
    @Schema(
            description =
                "What it did: set a value, give it the value of an older version, delete what the"
                    + " environment itself said of the key, or hide the key.",
            allowableValues = {"set", "restore", "delete", "hide"},
            example = "set")
        String change,
    @Schema(implementation = UserId.class, description = "Who did it.") String by,
    @Schema(description = "When.") Instant at,
    @Schema(description = "What people wrote beside it.", example = "the shop's", maxLength = 1_000)
        String note,
    @Schema(
            implementation = RunId.class,
            description =
                "The newest runs that got it, up to 20, by its name or within another that refers to"
                    + " it; for people and keys who may see runs.")
        List<String> runs,
    @Schema(
            description =
                "Who read it, as far back as the audit trail goes: by name, within a value that"
                    + " refers to it, or with all of an environment; for who may see the audit"
                    + " trail.")
        @JsonInclude(JsonInclude.Include.NON_ABSENT)
        Optional<ReadersView> readers) {
  SecretHistoryView {
    runs = List.copyOf(runs);
  }

  static SecretHistoryView of(ListSecretHistory.Line line) {
    SecretVersion version = line.version();
    return new SecretHistoryView(
        version.place().version(),
        version.change().code(),
        version.updatedBy().toString(),
        version.updatedAt(),
        version.note(),
        line.runs().stream().map(RunId::toString).toList(),
        line.readers().map(ReadersView::of));
  }

  /** Who read a version. */
  record ReadersView(
      @Schema(description = "How many there are.", example = "1", minimum = "0") long total,
      @Schema(description = "Those who read it last, up to 20, the last one first.")
          List<ReaderView> newest) {
    ReadersView {
      newest = List.copyOf(newest);
    }

    static ReadersView of(VersionReaders.Readers readers) {
      return new ReadersView(
          readers.total(), readers.newest().stream().map(ReaderView::of).toList());
    }
  }

  /** One who read it. */
  record ReaderView(
      @Schema(
              description = "What read it, as in the audit trail: a person is a `user`.",
              example = "user")
          String kind,
      @Schema(
              description = "Whose id it is, as in the audit trail.",
              example = "0192e4a0-7b1c-7def-8a00-5c1d2e3f4a5b")
          String id,
      @Schema(description = "How often.", example = "3", minimum = "1") long reads,
      @Schema(description = "When last.") Instant lastAt) {
    static ReaderView of(VersionReaders.Reader reader) {
      return new ReaderView(reader.kind(), reader.id(), reader.reads(), reader.last());
    }
  }
}
