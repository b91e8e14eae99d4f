package dev.cofferdam.domain.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.Announcement;
import dev.cofferdam.domain.audit.Announcement.Audience;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTypesTest {
  @ParameterizedTest
  @EnumSource(EventType.class)
  void isFoundByItsCodeItsNounAndTheStar(EventType type) {
    assertThat(EventType.ofCode(type.code())).contains(type);
    assertThat(EventType.matching(type.code())).containsExactly(type);
    assertThat(EventType.matching(type.code().substring(0, type.code().indexOf('.')) + ".*"))
        .contains(type);
    assertThat(new EventPatterns(List.of("*")).match(type.code())).isTrue();
    assertThat(type.needs().isInOrg()).isTrue();
  }

  @Test
  void endsARunInFiveWays() {
    assertThat(Arrays.stream(EventType.values()).filter(EventType::endsRun).map(EventType::code))
        .containsExactlyInAnyOrder(
            "run.succeeded", "run.failed", "run.canceled", "run.timed_out", "run.error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "run", "run.", "run*", ".*", "nothing.*", "run.created ", "RUN.*"})
  void refusesWhatIsNoPattern(String pattern) {
    assertThatThrownBy(() -> new EventPatterns(List.of("run.*", pattern)))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("invalid_field"))
        .hasMessageContaining("types[1]");
  }

  @Test
  void holdsOneToFiftyPatternsOnceEach() {
    assertThatThrownBy(() -> new EventPatterns(List.of())).hasMessageContaining("types");
    assertThat(new EventPatterns(Collections.nCopies(60, "run.*")).patterns())
        .containsExactly("run.*");
    List<String> many = new ArrayList<>(Collections.nCopies(10, "member.*"));
    many.add("secret.changed");
    EventPatterns some = new EventPatterns(many);
    assertThat(some.match("secret.changed")).isTrue();
    assertThat(some.match("member.left")).isTrue();
    assertThat(some.match("run.created")).isFalse();
    assertThat(some.match("of.another_version")).isFalse();
  }

  @Test
  void carriesPlainValuesInOrderAndCutsLongOnes() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("b", 1);
    data.put("a", "x".repeat(998) + "\uD83D\uDE80tail");
    Announcement told = EventType.RUN_CREATED.about(Audience.ALL, data);
    data.clear();
    assertThat(told.data().keySet()).containsExactly("b", "a");
    assertThat(told.data()).containsEntry("b", 1L);
    assertThat(told.data().get("a")).isEqualTo("x".repeat(998) + "…");
    assertThatThrownBy(() -> EventType.RUN_CREATED.about(Audience.ALL, Map.of("a", 1.5)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EventType.RUN_CREATED.about(Audience.ALL, Map.of("A b", "x")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
