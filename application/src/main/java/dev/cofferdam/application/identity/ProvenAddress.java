package dev.cofferdam.application.identity;

import dev.cofferdam.application.identity.port.UserStore;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.UserId;
import java.util.List;
import java.util.Optional;

/**
 * Keeps accounts whose address nobody has shown to be theirs from letting others in. Such an
 * account may have been made with somebody else's address; when that person gets it back by a
 * letter, its sessions and keys end, and by this there are no members, invitations and tokens that
 * would stay.
 */
public final class ProvenAddress {
  private final UserStore users;

  public ProvenAddress(UserStore users) {
    this.users = users;
  }

  /**
   * Makes sure, in the thread's transaction, that the person behind the caller has shown whose
   * their address is. People of other issuers have no password here that a letter could reset, so
   * nothing is asked of them.
   *
   * @throws Refusal {@code email_not_verified}
   */
  public void require(Actor actor) {
    if (actor.person().flatMap(this::unproven).isPresent()) {
      throw new Refusal(
          Refusal.Kind.FORBIDDEN,
          "email_not_verified",
          "Verify your e-mail address before you let others in: open the link of the letter to you,"
              + " or have another one sent.",
          List.of());
    }
  }

  private Optional<UserStore.Account> unproven(UserId user) {
    return users.findAccount(user).filter(account -> !account.user().emailVerified());
  }
}
