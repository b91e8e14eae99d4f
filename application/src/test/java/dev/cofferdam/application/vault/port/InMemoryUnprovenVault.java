package dev.cofferdam.application.vault.port;

import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.VaultFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Of an installation in which nothing is older than anything; but it can be told otherwise. */
public final class InMemoryUnprovenVault implements UnprovenVault {
  private final Set<OrgId> orgs = new TreeSet<>((a, b) -> a.value().compareTo(b.value()));
  private final List<VaultFact> states = new ArrayList<>();
  private final List<Unproven> secrets = new ArrayList<>();
  private final InMemoryVaultFacts facts;

  public InMemoryUnprovenVault(InMemoryVaultFacts facts) {
    this.facts = facts;
  }

  /** As if these had been there before. */
  public void add(OrgId org, List<VaultFact> olderStates, List<Unproven> olderSecrets) {
    orgs.add(org);
    states.addAll(olderStates);
    secrets.addAll(olderSecrets);
  }

  @Override
  public List<OrgId> orgs(Optional<OrgId> after, int limit) {
    return orgs.stream()
        .filter(org -> after.isEmpty() || org.value().compareTo(after.get().value()) > 0)
        .limit(limit)
        .toList();
  }

  @Override
  public List<VaultFact> states(OrgId org) {
    return states.stream().filter(fact -> fact.org().equals(org)).toList();
  }

  @Override
  public List<Unproven> secrets(OrgId org, Optional<SecretPlace> after, int limit) {
    return secrets.stream()
        .filter(each -> each.fact().org().equals(org))
        .filter(each -> after.isEmpty() || key(each.fact().place()).compareTo(key(after.get())) > 0)
        .sorted((a, b) -> key(a.fact().place()).compareTo(key(b.fact().place())))
        .limit(limit)
        .toList();
  }

  private static String key(SecretPlace place) {
    return "%s/%s/%019d".formatted(place.environment(), place.name(), place.version());
  }

  @Override
  public void prove(OrgId org, List<VaultFact> proven, long entry) {
    for (VaultFact fact : proven) {
      facts.note(fact, entry);
      states.remove(fact);
      secrets.removeIf(each -> each.fact().subject().equals(fact.subject()));
    }
  }

  @Override
  public void done(OrgId org) {
    orgs.remove(org);
  }
}
