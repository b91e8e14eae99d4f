package dev.cofferdam.app.wiring;

import com.codahale.metrics.health.HealthCheck;

/** Healthy when a small question to something that this process needs is answered. */
final class AnswersCheck extends HealthCheck {
  private final Runnable question;

  AnswersCheck(Runnable question) {
    this.question = question;
  }

  @Override
  protected Result check() {
    question.run();
    return Result.healthy();
  }
}
