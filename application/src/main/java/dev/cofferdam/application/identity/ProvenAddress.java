package dev.cofferdam.application.identity;

import dev.cofferdam.application.access.Access;
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
   * Makes sure, under the org's ledger head, that the person behind the caller has shown whose
   * their address is, and that they got in after that: a reset proves the address and ends what was
   * there before in one commit, so who finds the one done looks for the other. People of other
   * issuers have no password here that a letter could reset, so of them nothing is asked.
   *
   * @throws Refusal {@code email_not_verified}, and as {@link Access#readmit}
   */
  public void require(Actor actor, Access access) {
    if (actor.person().flatMap(this::unproven).isPresent()) {
      throw access.refusing(
          new Refusal(
              Refusal.Kind.FORBIDDEN,
              "email_not_verified",
              "Verify your e-mail address before you let others in: open the link of the letter to"
                  + " you, or have another one sent.",
              List.of()),
          "org:" + access.org());
    }
    access.readmit();
  }

  private Optional<UserStore.Account> unproven(UserId user) {
    return users.findAccount(user).filter(account -> !account.user().emailVerified());
  }
}
