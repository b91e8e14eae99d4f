package dev.cofferdam.application.events;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.AuditTrail;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.events.port.EventFeed;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.events.EventType;
import dev.cofferdam.domain.events.OrgEvent;
import dev.cofferdam.domain.ids.OrgId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads on in what an org tells. Of each type one sees what one has the right to by now, of
 * protected environments what one may use, and with a service token its own share.
 */
public final class ReadEvents {
  public static final Permission NEEDS = Permission.EVENT_READ;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final AuditTrail trail;
  private final EventFeed feed;

  public ReadEvents(Gatekeeper gatekeeper, Ledger ledger, AuditTrail trail, EventFeed feed) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.trail = trail;
    this.feed = feed;
  }

  /**
   * @param after the place behind which to read; empty for where the org is now
   * @param types what is asked for; what one may not see of it is left out
   */
  public record Command(OrgId org, Optional<Long> after, Set<EventType> types, int limit) {
    public Command {
      types = Set.copyOf(types);
    }
  }

  /**
   * @param events oldest first
   * @param seen the place up to which nothing else is to be seen: where to read on from
   */
  public record Page(List<OrgEvent> events, long seen) {
    public Page {
      events = List.copyOf(events);
    }
  }

  /**
   * @throws Refusal {@code forbidden}
   */
  public Page execute(Actor actor, Command command) {
    Access access = gatekeeper.require(actor, command.org(), NEEDS);
    return ledger.read(
        access,
        () -> {
          long now =
              trail
                  .head(command.org())
                  .map(LedgerHead::seq)
                  .orElseThrow(() -> Refusal.notFound("org"));
          long after = Math.min(command.after().orElse(now), now);
          return after == now
              ? new Page(List.of(), now)
              : page(command, after, now, sightOf(actor, access, command.types()));
        });
  }

  private Page page(Command command, long after, long now, EventFeed.Sight sight) {
    List<OrgEvent> events = feed.between(command.org(), after, now, sight, command.limit());
    boolean more = events.size() == command.limit();
    return new Page(events, more ? events.get(events.size() - 1).seq() : now);
  }

  private static EventFeed.Sight sightOf(Actor actor, Access access, Set<EventType> asked) {
    return new EventFeed.Sight(
        asked.stream().filter(type -> access.may(type.needs())).collect(Collectors.toSet()),
        access.may(Permission.ENVIRONMENT_PROTECTED_USE),
        access.environments().map(mine -> new EventFeed.Share(mine, actor.author())));
  }
}
