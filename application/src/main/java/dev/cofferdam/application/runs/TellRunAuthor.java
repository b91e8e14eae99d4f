package dev.cofferdam.application.runs;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.identity.LetterBox;
import dev.cofferdam.application.identity.LetterGuard;
import dev.cofferdam.application.identity.port.LetterContent;
import dev.cofferdam.application.identity.port.UserStore;
import dev.cofferdam.application.tenancy.port.OrgStore;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.events.EventType;
import dev.cofferdam.domain.events.OrgEvent;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.ActorId;
import dev.cofferdam.domain.ids.UserId;
import java.util.Map;
import java.util.Optional;

/**
 * Tells who started a run by letter that it failed: a person who is in the org still and has shown
 * that the address is theirs, unless they don't want such letters; and not too often.
 */
public final class TellRunAuthor {
  public static final Permission NEEDS = Permission.SYSTEM;

  private final Ledger ledger;
  private final UserStore users;
  private final OrgStore orgs;
  private final LetterGuard guard;
  private final LetterBox letters;

  public TellRunAuthor(
      Ledger ledger, UserStore users, OrgStore orgs, LetterGuard guard, LetterBox letters) {
    this.ledger = ledger;
    this.users = users;
    this.orgs = orgs;
    this.guard = guard;
    this.letters = letters;
  }

  /** Leaves other events alone. */
  public void execute(OrgEvent event) {
    wordsFor(event.type())
        .ifPresent(
            ended ->
                ledger.append(
                    Access.ofInstallation(event.org()),
                    () -> {
                      tell(event, ended);
                      return ended;
                    }));
  }

  private static Optional<String> wordsFor(String type) {
    return EventType.ofCode(type)
        .flatMap(
            known ->
                switch (known) {
                  case RUN_FAILED -> Optional.of("failed");
                  case RUN_TIMED_OUT -> Optional.of("ran out of time");
                  case RUN_ERROR -> Optional.of("was ended by a fault of the platform");
                  default -> Optional.empty();
                });
  }

  private void tell(OrgEvent event, String ended) {
    event
        .announcement()
        .audience()
        .author()
        .map(ActorId::value)
        .map(UserId::new)
        .filter(author -> orgs.roleOf(event.org(), author).isPresent())
        .flatMap(users::find)
        .filter(User::emailVerified)
        .filter(author -> author.email().isPresent())
        .filter(author -> guard.mayTellOfRun(author.id()))
        .ifPresent(author -> post(event, ended, author));
  }

  private void post(OrgEvent event, String ended, User author) {
    Map<String, Object> data = event.announcement().data();
    String place =
        data.containsKey("project") ? data.get("project") + "/" + data.get("environment") : "none";
    Object reason = data.getOrDefault("failure_reason", data.get("status"));
    Object detail = data.get("failure_detail");
    letters.post(
        author.email().orElseThrow(),
        new LetterContent.RunFailed(
            author.name(),
            orgs.find(event.org()).map(org -> org.name().value()).orElse(event.org().toString()),
            String.valueOf(data.get("id")),
            ended,
            place,
            detail == null ? String.valueOf(reason) : reason + " (" + detail + ")"));
  }
}
