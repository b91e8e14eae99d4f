package dev.cofferdam.application.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.metering.Limit;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class EntitledRetentionTest {
  private static final OrgId SOME = new OrgId(new UUID(1, 1));
  private static final OrgId ALL = new OrgId(new UUID(1, 2));

  private final EntitledRetention retention =
      new EntitledRetention(
          (org, limit) ->
              org.equals(SOME) && limit == Limit.AUDIT_DAYS
                  ? OptionalLong.of(30)
                  : OptionalLong.empty());

  @Test
  void keepsEntriesForAsManyDaysAsThePlanHas() {
    assertThat(retention.keptFor(SOME)).contains(Duration.ofDays(30));
  }

  @Test
  void keepsThemForGoodWhereThePlanHasNoLimit() {
    assertThat(retention.keptFor(ALL)).isEmpty();
  }
}
