package dev.cofferdam.adapters.http.vault;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cofferdam.application.vault.EffectiveEnvironment.Living;
import dev.cofferdam.application.vault.RevealedSecret;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretVersion;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An environment's keys, inherited ones too. */
record SecretListView(
    @Schema(description = "By key.") List<Item> items,
    @Schema(description = "The environment's.", example = "3", minimum = "0") long version,
    @Schema(
            description =
                "Whether keys are left out that the environment inherits from one that the caller"
                    + " may not read.")
        boolean partial,
    @Schema(
            description = "The next page's `cursor`; null on the last page.",
            example = "QVBJX0tFWQ")
        Optional<String> nextCursor) {
  SecretListView {
    items = List.copyOf(items);
  }

  /** Prints without the value. */
  record Item(
      @Schema(implementation = SecretName.class) String key,
      @Schema(description = "The secret's version, from 1.", example = "3", minimum = "1")
          long version,
      @Schema(
              implementation = EnvironmentName.class,
              description = "The environment that the value lives in, where it is another.")
          Optional<String> inheritedFrom,
      @Schema(
              description = "What people wrote beside it.",
              example = "the shop's",
              maxLength = 1_000)
          String note,
      @Schema(description = "When this version was written.") Instant updatedAt,
      @Schema(description = "The value in clear, where it was asked for.", example = "hunter2")
          @JsonInclude(JsonInclude.Include.NON_ABSENT)
          Optional<String> value,
      @Schema(
              description =
                  "How the value is written: `base64` (RFC 4648, section 4) for bytes that are no"
                      + " text.",
              allowableValues = {"utf-8", "base64"},
              example = "utf-8")
          @JsonInclude(JsonInclude.Include.NON_ABSENT)
          Optional<String> encoding) {
    static Item of(Living<SecretVersion> living) {
      SecretVersion secret = living.secret();
      return new Item(
          secret.place().name().value(),
          secret.place().version(),
          living.inheritedFrom().map(home -> home.name().value()),
          secret.note(),
          secret.updatedAt(),
          Optional.empty(),
          Optional.empty());
    }

    static Item of(RevealedSecret revealed) {
      SecretView view = SecretView.of(revealed);
      return new Item(
          view.key(),
          view.version(),
          view.inheritedFrom(),
          view.note(),
          view.updatedAt(),
          Optional.of(view.value()),
          Optional.of(view.encoding()));
    }

    @Override
    public String toString() {
      return "Item[" + key + "@" + version + "]";
    }
  }
}
