package dev.cofferdam.domain.vault.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.reference.Resolution.Reason;
import dev.cofferdam.domain.vault.reference.Resolution.Resolved;
import dev.cofferdam.domain.vault.reference.Resolution.Unresolved;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ReferenceLimitsTest {
  private static final int MAX = SecretValue.MAX_BYTES;

  @Test
  void followsTwentyFiveReferencesInWhateverOrder() {
    Org org = new Org();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      org.with("K" + i, "<${K" + (i + 1) + "}>");
      order.add(i);
    }
    org.with("K40", "x");
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(order, new Random(seed));
      ReferenceResolver resolver = new ReferenceResolver(org);
      for (int i : order) {
        Resolution resolution = org.resolve(resolver, "K" + i);
        if (40 - i <= ReferenceResolver.MAX_DEPTH) {
          assertThat(resolution).isInstanceOf(Resolved.class);
        } else {
          assertThat(((Unresolved) resolution).reason()).isEqualTo(Reason.TOO_DEEP);
        }
      }
    }
  }

  @Test
  void countsAliasesAsReferences() {
    Org org = new Org().with("K26", "x");
    for (int i = 0; i < 26; i++) {
      org.with("K" + i, "${K" + (i + 1) + "}");
    }
    assertThat(org.text("K1")).isEqualTo("x");
    assertThat(org.reason("K0")).isEqualTo(Reason.TOO_DEEP);
  }

  @Test
  void laughsAtABillionLaughs() {
    Org org = new Org().with("K20", "ha");
    for (int i = 0; i < 20; i++) {
      org.with("K" + i, ("${K" + (i + 1) + "}").repeat(10));
    }
    assertThat(org.reason("K0")).isEqualTo(Reason.TOO_LARGE);
    assertThat(org.text("K16")).hasSize(20_000);
    assertThat(org.sentence("K15")).isEqualTo("shop/prod/K15 comes to more than " + MAX + " bytes");
  }

  @Test
  void laughsAtABillionSilentLaughs() {
    Org org = new Org().with("K20", "");
    for (int i = 0; i < 20; i++) {
      org.with("K" + i, ("${K" + (i + 1) + "}").repeat(6_000));
    }
    assertThat(org.reason("K0")).isEqualTo(Reason.TOO_MUCH);
    assertThat(org.text("K15")).isEmpty();
  }

  @Test
  void boundsTheWorkOfARequest() {
    Org org = new Org();
    for (int i = 0; i < 2_000; i++) {
      org.with("K" + i, "x".repeat(MAX - 8) + "${SMALL}");
    }
    org.with("SMALL", "12345678");
    ReferenceResolver resolver = new ReferenceResolver(org);
    int resolved = 0;
    while (org.resolve(resolver, "K" + resolved) instanceof Resolved) {
      resolved++;
    }
    assertThat((long) resolved * 2 * MAX).isBetween(30L << 20, ReferenceResolver.MAX_WORK_BYTES);
  }

  @Test
  void takesExactlyTheLimit() {
    Org org = new Org().with("HALF", "\u00e9".repeat(MAX / 4)).with("A", "${HALF}${HALF}");
    org.with("B", "${HALF}${HALF}.");
    assertThat(org.text("A")).hasSize(MAX / 2);
    assertThat(org.reason("B")).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void resolvesAWholeEnvironmentQuickly() {
    Org org = new Org();
    for (int i = 0; i < 1_000; i++) {
      org.with("K" + i, i < 900 ? "value " + i : "${K1}${K2}${K3}".repeat(20));
    }
    ReferenceResolver resolver = new ReferenceResolver(org);
    long start = System.nanoTime();
    for (int i = 0; i < 1_000; i++) {
      assertThat(org.resolve(resolver, "K" + i)).isInstanceOf(Resolved.class);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(org.lookups()).isEqualTo(3);
  }
}
