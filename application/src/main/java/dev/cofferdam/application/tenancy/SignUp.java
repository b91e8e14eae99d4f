package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.identity.AccountOpener;
import dev.cofferdam.application.identity.TokenPair;
import dev.cofferdam.application.identity.port.PasswordHash;
import dev.cofferdam.application.identity.port.PasswordHasher;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.Password;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.tenancy.Org;
import dev.cofferdam.domain.tenancy.OrgName;
import java.util.Optional;

/** Makes an account, a personal org for it, and a first session. */
public final class SignUp {
  public static final Permission NEEDS = Permission.PUBLIC;

  private final Transactions transactions;
  private final PasswordHasher hasher;
  private final AccountOpener accounts;
  private final OrgFounder founder;

  public SignUp(
      Transactions transactions,
      PasswordHasher hasher,
      AccountOpener accounts,
      OrgFounder founder) {
    this.transactions = transactions;
    this.hasher = hasher;
    this.accounts = accounts;
    this.founder = founder;
  }

  /**
   * @param hash of the password, where {@link #prepare} has made it already
   */
  public record Command(
      EmailAddress email, Password password, PersonName name, Optional<PasswordHash> hash) {
    public Command(EmailAddress email, Password password, PersonName name) {
      this(email, password, name, Optional.empty());
    }
  }

  public record Outcome(User user, Org org, TokenPair tokens) {}

  /**
   * Does what is slow and needs no database, for who will execute inside of a transaction.
   *
   * @throws Refusal {@code too_many_logins}
   */
  public Command prepare(Command command) {
    PasswordHash hash = hasher.hash(command.password());
    return new Command(command.email(), command.password(), command.name(), Optional.of(hash));
  }

  /**
   * @throws Refusal {@code email_taken}, {@code too_many_logins}
   */
  public Outcome execute(Actor actor, Command command) {
    PasswordHash hash = command.hash().orElseGet(() -> hasher.hash(command.password()));
    return transactions.required(() -> make(actor, command, hash));
  }

  private Outcome make(Actor actor, Command command, PasswordHash hash) {
    AccountOpener.Opened opened = accounts.open(command.email(), hash, command.name());
    Actor.SignedIn newcomer =
        new Actor.SignedIn(opened.user().id(), opened.tokens().session(), actor.origin());
    Org org = founder.found(newcomer, OrgName.personal(command.name()), Optional.empty());
    return new Outcome(opened.user(), org, opened.tokens());
  }
}
