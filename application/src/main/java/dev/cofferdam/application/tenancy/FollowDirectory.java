package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.events.port.WebhookDeliveries;
import dev.cofferdam.application.tenancy.port.DirectoryStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.tenancy.DirectoryEntry;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryMembership;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryOrg;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryUser;
import java.time.Clock;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Takes in what a directory elsewhere says about its people, orgs and memberships. Whatever order
 * its messages come in, and however often, users, orgs and members here end up the same.
 */
public final class FollowDirectory {
  public static final Permission NEEDS = Permission.SYSTEM;

  private final Transactions transactions;
  private final WebhookDeliveries deliveries;
  private final DirectoryStore directory;
  private final DirectoryPeople people;
  private final DirectoryOrgs orgs;
  private final Clock clock;

  public FollowDirectory(
      Transactions transactions,
      WebhookDeliveries deliveries,
      DirectoryStore directory,
      DirectoryPeople people,
      DirectoryOrgs orgs,
      Clock clock) {
    this.transactions = transactions;
    this.deliveries = deliveries;
    this.directory = directory;
    this.people = people;
    this.orgs = orgs;
    this.clock = clock;
  }

  /**
   * @param issuer whose tokens the directory's people have
   * @param delivery the id of the message
   */
  public record Command(String issuer, String delivery, DirectoryEntry entry) {}

  /** Does nothing for a message that was taken already. */
  public void execute(Actor.Installation actor, Command command) {
    transactions.required(
        () -> {
          directory.lock(command.issuer());
          boolean first = deliveries.take(command.issuer(), command.delivery(), clock.instant());
          if (first) {
            take(actor, command.issuer(), command.entry());
          }
          return first;
        });
  }

  private void take(Actor actor, String issuer, DirectoryEntry entry) {
    if (entry instanceof DirectoryUser user) {
      take(actor, issuer, user);
    } else if (entry instanceof DirectoryOrg org) {
      if (isNews(directory.findOrg(issuer, org.id()), org)) {
        directory.put(issuer, org);
        orgs.follow(actor, issuer, org.id());
      }
    } else if (entry instanceof DirectoryMembership membership
        && isNews(directory.findMembership(issuer, membership.id()), membership)) {
      directory.put(issuer, membership);
      orgs.follow(actor, issuer, membership.org());
    }
  }

  private void take(Actor actor, String issuer, DirectoryUser user) {
    if (!isNews(directory.findUser(issuer, user.id()), user)) {
      return;
    }
    directory.put(issuer, user);
    people.follow(issuer, user);
    if (user.removed()) {
      new TreeSet<>(directory.orgsOf(issuer, user.id()))
          .forEach(org -> orgs.follow(actor, issuer, org));
    }
  }

  private static <E extends DirectoryEntry> boolean isNews(Optional<E> known, E said) {
    return known.isEmpty() || !DirectoryEntry.newest(known.get(), said).equals(known.get());
  }
}
