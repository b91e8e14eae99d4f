package dev.cofferdam.adapters.http.identity;

import org.jspecify.annotations.Nullable;

/** The token of a letter's link. Prints without it. */
record TokenRequest(@Nullable String token) {
  @Override
  public String toString() {
    return "TokenRequest[[REDACTED]]";
  }
}
