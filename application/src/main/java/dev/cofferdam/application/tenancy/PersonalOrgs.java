package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.identity.port.Newcomers;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.tenancy.OrgName;
import java.util.Optional;
import java.util.Set;

/**
 * Gives who comes by another issuer a personal org, as registering does, unless the operator wants
 * none for the people of that issuer.
 */
public final class PersonalOrgs implements Newcomers {
  private final OrgFounder founder;
  private final Set<String> issuersWithout;

  /**
   * @param issuersWithout the issuers whose people get none
   */
  public PersonalOrgs(OrgFounder founder, Set<String> issuersWithout) {
    this.founder = founder;
    this.issuersWithout = Set.copyOf(issuersWithout);
  }

  @Override
  public void welcome(Actor.ByIssuer newcomer, PersonName name) {
    if (!issuersWithout.contains(newcomer.issuer())) {
      founder.found(newcomer, OrgName.personal(name), Optional.empty());
    }
  }
}
