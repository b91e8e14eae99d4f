package dev.cofferdam.application.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cofferdam.domain.access.Refusal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Says what a call is refused with. */
public final class Refusals {
  private Refusals() {}

  /** The refusal that a call ends with, which it has to. */
  public static Refusal refusalOf(ThrowingCallable call) {
    Refusal refusal = catchThrowableOfType(Refusal.class, call);
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal;
  }

  /** The code of the refusal that a call ends with, which it has to. */
  public static String codeOf(ThrowingCallable call) {
    return refusalOf(call).code();
  }
}
