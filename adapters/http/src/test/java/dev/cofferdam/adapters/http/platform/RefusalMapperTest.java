package dev.cofferdam.adapters.http.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.access.Refusal;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RefusalMapperTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void tellsWhatOnlyAnotherPlanHelpsAgainst() {
    Response answer =
        answerTo(
            Refusal.overPlan(
                "seat_limit_reached", "Full.", new Refusal.Bound(5, 5, Optional.empty())));
    assertThat(answer.getStatus()).isEqualTo(402);
    assertThat(answer.getHeaderString("Retry-After")).isNull();
    assertThat(bodyOf(answer))
        .contains("\"limit\":5", "\"used\":5", "\"code\":\"seat_limit_reached\"")
        .doesNotContain("resets_at");
  }

  @Test
  void tellsHowLongToWait() {
    Refusal.Bound bound = new Refusal.Bound(100, 100, Optional.of(NOON));
    Response answer =
        answerTo(Refusal.limited("rate_limited", "Slow down.", bound, Duration.ofMillis(2_001)));
    assertThat(answer.getStatus()).isEqualTo(429);
    assertThat(answer.getHeaderString("Retry-After")).isEqualTo("3");
    assertThat(bodyOf(answer)).contains("\"resets_at\":\"2026-11-21T12:00:00.000000Z\"");
  }

  @Test
  void saysNothingOfLimitsWhereThereIsNone() {
    assertThat(bodyOf(answerTo(Refusal.notFound("org"))))
        .doesNotContain("limit", "used", "resets_at");
  }

  private static Response answerTo(Refusal refusal) {
    return new RefusalMapper().toResponse(refusal);
  }

  private static String bodyOf(Response answer) {
    return new String(new StrictJson().write(answer.getEntity()), StandardCharsets.UTF_8);
  }
}
