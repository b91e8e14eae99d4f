package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.tenancy.port.NewOrgs;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.tenancy.Org;
import dev.cofferdam.domain.tenancy.OrgName;
import java.util.Optional;
import java.util.function.Supplier;

/** The first org of who signs up: one of their own, or the one that they are invited into. */
public final class FirstOrg {
  private static final String PLAN = "plan";
  private static final String TOKEN = "invitation_token";

  private final OrgFounder founder;
  private final NewOrgs newOrgs;
  private final InvitationDoor door;
  private final InvitedMembers invited;

  public FirstOrg(
      OrgFounder founder, NewOrgs newOrgs, InvitationDoor door, InvitedMembers invited) {
    this.founder = founder;
    this.newOrgs = newOrgs;
    this.door = door;
    this.invited = invited;
  }

  /**
   * Looks whether there will be one, as far as that can be known before.
   *
   * @throws Refusal {@code invalid_field} for plan, token or address, {@code seats_exhausted}
   */
  void check(SignUp.Command command) {
    Optional<String> unknown = command.plan().filter(plan -> !newOrgs.offers(plan));
    if (unknown.isPresent()) {
      throw Refusal.invalid(PLAN, "must be the id of a plan of this installation");
    }
    command
        .invitationToken()
        .ifPresent(
            token -> {
              if (command.plan().isPresent()) {
                throw Refusal.invalid(PLAN, "can't go with an invitation, whose org has its plan");
              }
              atTheDoor(() -> door.read(token, found -> check(command, found)));
            });
  }

  private Role check(SignUp.Command command, InvitationDoor.Found found) {
    requireInvited(command, found);
    return invited.check(found.invitation());
  }

  /** Gives it in the thread's transaction, in which the account was made. */
  Org give(Actor.SignedIn newcomer, SignUp.Command command) {
    Optional<String> wanted = command.plan().filter(plan -> !plan.equals(newOrgs.startingPlan()));
    return command
        .invitationToken()
        .map(
            token ->
                atTheDoor(
                    () ->
                        door.change(
                            token, (found, change) -> join(newcomer, command, found, change))))
        .orElseGet(
            () ->
                founder.found(
                    newcomer, OrgName.personal(command.name()), Optional.empty(), wanted));
  }

  private Org join(
      Actor.SignedIn newcomer,
      SignUp.Command command,
      InvitationDoor.Found found,
      Ledger.Change change) {
    requireInvited(command, found);
    invited.take(newcomer, newcomer.user(), found.invitation(), change);
    return found.org();
  }

  private static void requireInvited(SignUp.Command command, InvitationDoor.Found found) {
    if (!found.invitation().email().equals(command.email())) {
      throw Refusal.invalid("email", "must be the address that the invitation is for");
    }
  }

  /** What an invitation is refused for is said of its field. */
  private static <T> T atTheDoor(Supplier<T> work) {
    try {
      return work.get();
    } catch (Refusal refusal) {
      throw switch (refusal.code()) {
        case "invitation_not_found" ->
            Refusal.invalid(TOKEN, "is unknown, or replaced by a newer letter's");
        case "invitation_over" -> Refusal.invalid(TOKEN, "is of an invitation that is over");
        default -> refusal;
      };
    }
  }
}
