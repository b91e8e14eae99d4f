package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.access.port.Revocations;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.tenancy.port.DirectoryStore;
import dev.cofferdam.application.tenancy.port.OrgStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryMembership;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryOrg;
import dev.cofferdam.domain.tenancy.DirectoryRoster;
import dev.cofferdam.domain.tenancy.Org;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The orgs of a directory as orgs here: found, renamed, hidden, and with the members that follow
 * from its last words. All calls belong into a transaction in which the directory is locked.
 */
public final class DirectoryOrgs {
  private final Ledger ledger;
  private final OrgStore orgs;
  private final DirectoryStore directory;
  private final OrgFounder founder;
  private final Revocations revocations;
  private final DirectoryMembers members;
  private final Clock clock;

  public DirectoryOrgs(
      Ledger ledger,
      OrgStore orgs,
      DirectoryStore directory,
      OrgFounder founder,
      Revocations revocations,
      DirectoryMembers members,
      Clock clock) {
    this.ledger = ledger;
    this.orgs = orgs;
    this.directory = directory;
    this.founder = founder;
    this.revocations = revocations;
    this.members = members;
    this.clock = clock;
  }

  /** Makes an org here what the directory says of it; nothing while it has said nothing. */
  void follow(Actor actor, String issuer, String id) {
    directory.findOrg(issuer, id).ifPresent(said -> follow(actor, issuer, said));
  }

  private void follow(Actor actor, String issuer, DirectoryOrg said) {
    Optional<OrgId> here = directory.orgOf(issuer, said.id());
    DirectoryRoster roster = rosterOf(issuer, said);
    if (here.isEmpty() && (said.removed() || roster.roles().isEmpty())) {
      return;
    }
    OrgId org = here.orElseGet(() -> found(actor, issuer, said, roster));
    ledger.change(
        Access.ofInstallation(org),
        change -> {
          if (said.removed()) {
            hide(actor, org, change);
          } else if (orgs.deletedAt(org).isEmpty()) {
            rename(actor, org, said, change);
          }
          // In a deleted org too: whoever brings it back must not bring back who was taken out.
          members.follow(actor, new DirectoryMembers.Place(issuer, org), roster, change);
          return org;
        });
  }

  private DirectoryRoster rosterOf(String issuer, DirectoryOrg said) {
    List<DirectoryMembership> memberships =
        directory.memberships(issuer, said.id()).stream()
            .map(each -> said.removed() ? each.before(said.changedAt()) : each)
            .toList();
    Set<String> people =
        Stream.concat(memberships.stream().map(DirectoryMembership::user), said.creator().stream())
            .collect(Collectors.toSet());
    return DirectoryRoster.of(said, memberships, directory.gone(issuer, people));
  }

  private OrgId found(Actor actor, String issuer, DirectoryOrg said, DirectoryRoster roster) {
    String owner =
        roster.roles().entrySet().stream()
            .filter(entry -> entry.getValue() == Role.OWNER)
            .findFirst()
            .orElseThrow()
            .getKey();
    Actor.ByIssuer founding =
        new Actor.ByIssuer(members.userOf(issuer, owner), issuer, actor.origin());
    OrgId org = founder.found(founding, said.name(), Optional.empty()).id();
    directory.link(issuer, said.id(), org);
    return org;
  }

  private void rename(Actor actor, OrgId id, DirectoryOrg said, Ledger.Change change) {
    Org before = orgs.find(id).orElseThrow(() -> Refusal.notFound("org"));
    if (!before.name().equals(said.name())
        && orgs.update(before.renamed(said.name(), before.slug()), clock.instant())) {
      change.record(AuditEntry.allowed(actor, "org.update", "org:" + id));
    }
  }

  private void hide(Actor actor, OrgId org, Ledger.Change change) {
    if (orgs.deletedAt(org).isEmpty()) {
      orgs.delete(org, clock.instant());
      revocations.publish(new Revocation.OfOrg(org));
      change.record(AuditEntry.allowed(actor, "org.delete", "org:" + org));
    }
  }
}
