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
import java.util.Optional;

/**
 * Makes an account, a first session, and a personal org; or, with an invitation's token, a member
 * of the org that it invites into. That token came to the invited address alone, so the address is
 * verified by it. Invitations to the same address of which no token is shown wait to be accepted.
 */
public final class SignUp {
  public static final Permission NEEDS = Permission.PUBLIC;

  private final Transactions transactions;
  private final PasswordHasher hasher;
  private final AccountOpener accounts;
  private final SignUpNotice notice;
  private final FirstOrg firstOrg;

  public SignUp(
      Transactions transactions,
      PasswordHasher hasher,
      AccountOpener accounts,
      SignUpNotice notice,
      FirstOrg firstOrg) {
    this.transactions = transactions;
    this.hasher = hasher;
    this.accounts = accounts;
    this.notice = notice;
    this.firstOrg = firstOrg;
  }

  /**
   * @param plan the plan that the personal org is to have, by its id in the catalogue
   * @param invitationToken of the letter that invites
   * @param hash of the password, where {@link #prepare} has made it already
   */
  public record Command(
      EmailAddress email,
      Password password,
      PersonName name,
      Optional<String> plan,
      Optional<String> invitationToken,
      Optional<PasswordHash> hash) {
    public Command(EmailAddress email, Password password, PersonName name) {
      this(email, password, name, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same with a plan in mind, or an invitation in hand. */
    public Command with(Optional<String> wantedPlan, Optional<String> token) {
      return new Command(email, password, name, wantedPlan, token, hash);
    }

    private Command hashed(PasswordHash made) {
      return new Command(email, password, name, plan, invitationToken, Optional.of(made));
    }

    @Override
    public String toString() {
      return "SignUp.Command[[REDACTED]]";
    }
  }

  public record Outcome(User user, Org org, TokenPair tokens) {}

  /**
   * Does what is slow, for who will execute inside of a transaction.
   *
   * @throws Refusal {@code invalid_field} for plan, token or address, {@code seats_exhausted},
   *     {@code email_taken}, {@code too_many_logins}
   */
  public Command prepare(Command command) {
    firstOrg.check(command);
    if (transactions.required(() -> notice.isTaken(command.email()))) {
      throw AccountOpener.taken();
    }
    command.password().requireNotAbout("password", Optional.of(command.email()), command.name());
    return command.hashed(hasher.hash(command.password()));
  }

  /**
   * @throws Refusal as {@link #prepare}
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
    AccountOpener.Newcomer person =
        new AccountOpener.Newcomer(
            command.email(), command.name(), command.invitationToken().isPresent());
    AccountOpener.Opened opened =
        accounts.open(person, command.hash().orElseThrow(), actor.origin());
    Actor.SignedIn newcomer =
        new Actor.SignedIn(opened.user().id(), opened.tokens().session(), actor.origin());
    return new Outcome(opened.user(), firstOrg.give(newcomer, command), opened.tokens());
  }
}
