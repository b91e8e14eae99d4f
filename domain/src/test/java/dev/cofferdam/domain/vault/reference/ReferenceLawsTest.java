package dev.cofferdam.domain.vault.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.reference.Resolution.Reason;
import dev.cofferdam.domain.vault.reference.Resolution.Resolved;
import dev.cofferdam.domain.vault.reference.Resolution.Unresolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Over random graphs of eight keys, in which a list says for each key where it refers to. */
final class ReferenceLawsTest {
  private static final int KEYS = 8;

  @Property
  void findsEachCycleAndNothingElse(@ForAll("graphs") List<Set<Integer>> graph) {
    Org org = org(graph);
    ReferenceResolver shared = new ReferenceResolver(org);
    for (int key = 0; key < KEYS; key++) {
      Resolution resolution = org.resolve(shared, "K" + key);
      assertThat(resolution).isEqualTo(org.resolve("K" + key));
      if (leadsIntoACycle(graph, key, List.of())) {
        assertThat(((Unresolved) resolution).reason()).isEqualTo(Reason.CYCLE);
        assertIsAChain(graph, ((Unresolved) resolution).chain());
      } else {
        assertThat(resolution).isEqualTo(new Resolved(SecretValue.ofText(meant(graph, key))));
      }
    }
  }

  @Property
  void givesBackWhatWasEscaped(@ForAll String text) {
    String fit = text.replaceAll("[\uD800-\uDFFF]", "");
    Org org = new Org().with("A", Template.escape(fit)).with("B", "<${A}>");
    assertThat(org.text("A")).isEqualTo(fit);
    assertThat(org.text("B")).isEqualTo("<" + fit + ">");
  }

  @Property
  void hangsAndFailsOnNothing(@ForAll("syntax") List<String> values) {
    Org org = new Org();
    for (int key = 0; key < KEYS; key++) {
      org.with("K" + key, values.get(key));
    }
    for (int key = 0; key < KEYS; key++) {
      assertThat(org.resolve("K" + key)).isNotNull();
    }
  }

  @Provide
  Arbitrary<List<Set<Integer>>> graphs() {
    return Arbitraries.integers().between(0, KEYS - 1).set().ofMaxSize(2).list().ofSize(KEYS);
  }

  @Provide
  Arbitrary<List<String>> syntax() {
    return Arbitraries.of(
            "${K0}",
            "${K1}",
            "${prod.K2}",
            "${shop.prod.K3}",
            "${shop/prod/K4}",
            "${K5}",
            "${K6}",
            "${K7}",
            "${dev.K1}",
            "$",
            "${",
            "$${",
            "}",
            "x")
        .list()
        .ofMaxSize(4)
        .map(pieces -> String.join("", pieces))
        .list()
        .ofSize(KEYS);
  }

  private static Org org(List<Set<Integer>> graph) {
    Org org = new Org();
    for (int key = 0; key < KEYS; key++) {
      StringBuilder value = new StringBuilder(key + "(");
      graph.get(key).forEach(next -> value.append("${K").append(next).append("}"));
      org.with("K" + key, value.append(")").toString());
    }
    return org;
  }

  private static String meant(List<Set<Integer>> graph, int key) {
    StringBuilder value = new StringBuilder(key + "(");
    graph.get(key).forEach(next -> value.append(meant(graph, next)));
    return value.append(")").toString();
  }

  private static boolean leadsIntoACycle(List<Set<Integer>> graph, int key, List<Integer> path) {
    if (path.contains(key)) {
      return true;
    }
    List<Integer> longer = new ArrayList<>(path);
    longer.add(key);
    return graph.get(key).stream().anyMatch(next -> leadsIntoACycle(graph, next, longer));
  }

  private static void assertIsAChain(List<Set<Integer>> graph, List<KeyAddress> chain) {
    assertThat(chain.subList(0, chain.size() - 1)).contains(chain.get(chain.size() - 1));
    for (int at = 1; at < chain.size(); at++) {
      assertThat(graph.get(number(chain.get(at - 1)))).contains(number(chain.get(at)));
    }
  }

  private static int number(KeyAddress address) {
    return Integer.parseInt(address.key().value().substring(1));
  }
}
