package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.tenancy.Org;
import dev.cofferdam.domain.tenancy.OrgName;
import dev.cofferdam.domain.tenancy.OrgSlug;
import java.util.Optional;

/** Makes another org, owned by who asks for it. */
public final class CreateOrg {
  public static final Permission NEEDS = Permission.SELF;

  private final Transactions transactions;
  private final OrgFounder founder;

  public CreateOrg(Transactions transactions, OrgFounder founder) {
    this.transactions = transactions;
    this.founder = founder;
  }

  public record Command(OrgName name, Optional<OrgSlug> slug) {}

  /**
   * @throws dev.cofferdam.domain.access.Refusal {@code slug_taken}, {@code forbidden} for keys and
   *     tokens
   */
  public Org execute(Actor actor, Command command) {
    Actor.Person owner = actor.inPerson();
    return transactions.required(() -> founder.found(owner, command.name(), command.slug()));
  }
}
