package dev.cofferdam.domain.runs;

import java.util.Locale;

/** Why a run did not succeed, and so whose fault it was. */
public enum FailureReason {
  /** A command ended with another code than 0. */
  COMMAND_FAILED(Fault.USER),
  /** A command could not be found or executed. */
  COMMAND_NOT_FOUND(Fault.USER),
  CLONE_FAILED(Fault.USER),
  /** The uploaded files are gone, or don't fit into the workspace. */
  UPLOAD_FAILED(Fault.USER),
  IMAGE_UNAVAILABLE(Fault.USER),
  /** A secret that the run was to get is gone or can't be an environment variable. */
  SECRETS_UNAVAILABLE(Fault.USER),
  CANCELED(Fault.USER),
  TIMEOUT(Fault.LIMIT),
  OUT_OF_MEMORY(Fault.LIMIT),
  /** No runtime, a lost engine, our own mistake. */
  PLATFORM(Fault.PLATFORM);

  /** Who answers for it. */
  public enum Fault {
    USER,
    LIMIT,
    PLATFORM
  }

  private final Fault fault;

  FailureReason(Fault fault) {
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static FailureReason ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
