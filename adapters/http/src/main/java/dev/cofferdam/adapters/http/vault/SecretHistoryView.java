package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.application.vault.ListSecretHistory;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.vault.SecretVersion;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

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
        List<String> runs) {
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
        line.runs().stream().map(RunId::toString).toList());
  }
}
