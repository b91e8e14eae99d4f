package dev.cofferdam.application.vault;

import dev.cofferdam.application.vault.port.SealedValues;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.OrgKeyId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that is stored sealed under orgs' keys, of all kinds. */
public final class OrgValues {
  private final List<SealedValues> kinds;

  public OrgValues(List<SealedValues> kinds) {
    this.kinds = List.copyOf(kinds);
  }

  List<SealedValues> kinds() {
    return kinds;
  }

  /** How many values are under each key; keys without values are absent. */
  Map<OrgKeyId, Long> counts(OrgId org) {
    Map<OrgKeyId, Long> all = new TreeMap<>((a, b) -> Long.compare(a.value(), b.value()));
    for (SealedValues kind : kinds) {
      kind.counts(org).forEach((key, count) -> all.merge(key, count, Long::sum));
    }
    return all;
  }
}
