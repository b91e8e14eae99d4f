package dev.cofferdam.adapters.http.identity;

import org.jspecify.annotations.Nullable;

/** Prints without the token. */
record RefreshRequest(@Nullable String refreshToken) {
  @Override
  public String toString() {
    return "RefreshRequest[[REDACTED]]";
  }
}
