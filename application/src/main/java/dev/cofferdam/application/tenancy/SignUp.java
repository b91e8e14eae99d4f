package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.identity.AccountOpener;
import dev.cofferdam.application.identity.SignUpNotice;
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
  private final SignUpNotice notice;
  private final OrgFounder founder;

  public SignUp(
      Transactions transactions,
      PasswordHasher hasher,
      AccountOpener accounts,
      SignUpNotice notice,
      OrgFounder founder) {
    this.transactions = transactions;
    this.hasher = hasher;
    this.accounts = accounts;
    this.notice = notice;
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
   * Does what is slow, for who will execute inside of a transaction.
   *
   * @throws Refusal {@code email_taken}, {@code too_many_logins}
   */
  public Command prepare(Command command) {
    if (transactions.required(() -> notice.isTaken(command.email()))) {
      throw AccountOpener.taken();
    }
    command.password().requireNotAbout("password", Optional.of(command.email()), command.name());
    PasswordHash hash = hasher.hash(command.password());
    return new Command(command.email(), command.password(), command.name(), Optional.of(hash));
  }

  /**
   * @throws Refusal {@code email_taken}, {@code too_many_logins}
   */
  public Outcome execute(Actor actor, Command command) {
    Command ready = command.hash().isPresent() ? command : prepare(command);
    return transactions.required(() -> make(actor, ready));
  }

  /**
   * Tells whoever has the account already that somebody wanted to sign up with its address. To be
   * called outside of the transaction with what was refused for good, so not with a repetition of
   * what has succeeded: nobody gets a letter about their own registration.
   */
  public void refused(Refusal why, EmailAddress email) {
    if (why.code().equals(AccountOpener.TAKEN)) {
      transactions.required(() -> notice.tellOwner(email));
    }
  }

  private Outcome make(Actor actor, Command command) {
    AccountOpener.Opened opened =
        accounts.open(
            command.email(), command.hash().orElseThrow(), command.name(), actor.origin());
    Actor.SignedIn newcomer =
        new Actor.SignedIn(opened.user().id(), opened.tokens().session(), actor.origin());
    Org org = founder.found(newcomer, OrgName.personal(command.name()), Optional.empty());
    return new Outcome(opened.user(), org, opened.tokens());
  }
}
