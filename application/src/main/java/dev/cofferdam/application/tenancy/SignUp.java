package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.identity.SessionOpener;
import dev.cofferdam.application.identity.TokenPair;
import dev.cofferdam.application.identity.port.PasswordHash;
import dev.cofferdam.application.identity.port.PasswordHasher;
import dev.cofferdam.application.identity.port.UserStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.Password;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Org;
import dev.cofferdam.domain.tenancy.OrgName;
import java.time.Clock;
import java.util.Optional;

/** Makes an account, a personal org for it, and a first session. */
public final class SignUp {
  public static final Permission NEEDS = Permission.PUBLIC;

  private final Transactions transactions;
  private final UserStore users;
  private final PasswordHasher hasher;
  private final SessionOpener opener;
  private final OrgFounder founder;
  private final IdSource ids;
  private final Clock clock;

  public SignUp(
      Transactions transactions,
      UserStore users,
      PasswordHasher hasher,
      SessionOpener opener,
      OrgFounder founder,
      IdSource ids,
      Clock clock) {
    this.transactions = transactions;
    this.users = users;
    this.hasher = hasher;
    this.opener = opener;
    this.founder = founder;
    this.ids = ids;
    this.clock = clock;
  }

  public record Command(EmailAddress email, Password password, PersonName name) {}

  public record Outcome(User user, Org org, TokenPair tokens) {}

  /**
   * @throws Refusal {@code email_taken}, {@code too_many_logins}
   */
  public Outcome execute(Actor actor, Command command) {
    PasswordHash hash = hasher.hash(command.password());
    return transactions.required(() -> make(actor, command, hash));
  }

  private Outcome make(Actor actor, Command command, PasswordHash hash) {
    UserId id = new UserId(ids.next());
    User user = new User(id, command.email(), command.name(), false, clock.instant());
    if (!users.add(user, hash)) {
      throw Refusal.conflict("email_taken", "This e-mail address has an account already.");
    }
    TokenPair tokens = opener.open(id);
    Actor.SignedIn newcomer = new Actor.SignedIn(id, new SessionId(ids.next()), actor.origin());
    Org org = founder.found(newcomer, OrgName.personal(command.name()), Optional.empty());
    return new Outcome(user, org, tokens);
  }
}
