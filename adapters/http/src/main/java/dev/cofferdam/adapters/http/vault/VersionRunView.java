package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.domain.ids.RunId;
import io.swagger.v3.oas.annotations.media.Schema;

/** A run that got a version of a key. */
record VersionRunView(@Schema(implementation = RunId.class) String run) {
  static VersionRunView of(RunId run) {
    return new VersionRunView(run.toString());
  }
}
