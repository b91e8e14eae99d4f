package dev.cofferdam.adapters.driver;

import java.io.IOException;

/** Bytes that no step driver and none of its callers writes. The message never quotes them. */
public final class MalformedDriverData extends IOException {
  private static final long serialVersionUID = 1;

  MalformedDriverData(String message) {
    super(message);
  }

  MalformedDriverData(String message, Throwable cause) {
    super(message, cause);
  }
}
