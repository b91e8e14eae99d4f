package dev.cofferdam.adapters.http.tenancy;

import dev.cofferdam.adapters.http.platform.IdempotentAnswers;
import dev.cofferdam.application.identity.ChangeAccount;
import dev.cofferdam.application.tenancy.AcceptInvitation;
import dev.cofferdam.application.tenancy.ChangeMemberRole;
import dev.cofferdam.application.tenancy.CreateOrg;
import dev.cofferdam.application.tenancy.DeclineInvitation;
import dev.cofferdam.application.tenancy.DeleteOrg;
import dev.cofferdam.application.tenancy.InviteMember;
import dev.cofferdam.application.tenancy.LeaveOrg;
import dev.cofferdam.application.tenancy.ListInvitations;
import dev.cofferdam.application.tenancy.ListMembers;
import dev.cofferdam.application.tenancy.ListOrgs;
import dev.cofferdam.application.tenancy.RemoveMember;
import dev.cofferdam.application.tenancy.ResendInvitation;
import dev.cofferdam.application.tenancy.RevokeInvitation;
import dev.cofferdam.application.tenancy.ShowCaller;
import dev.cofferdam.application.tenancy.ShowInvitation;
import dev.cofferdam.application.tenancy.ShowOrg;
import dev.cofferdam.application.tenancy.SignUp;
import dev.cofferdam.application.tenancy.SignUpCheckout;
import dev.cofferdam.application.tenancy.TransferOrg;
import dev.cofferdam.application.tenancy.UndeleteOrg;
import dev.cofferdam.application.tenancy.UpdateOrg;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What this feature's routes call.
 *
 * @param clerk empty where Clerk is not to call, so that its route does not exist
 */
public record TenancyUseCases(
    Registration registration,
    ShowCaller showCaller,
    ChangeAccount changeAccount,
    Orgs orgs,
    Members members,
    Invitations invitations,
    Optional<ClerkWebhook> clerk) {
  /**
   * @param checkout asked when an account is there for good
   */
  public record Registration(SignUp signUp, SignUpCheckout checkout) {}

  public record Orgs(
      CreateOrg create,
      ListOrgs list,
      ShowOrg show,
      UpdateOrg update,
      DeleteOrg delete,
      UndeleteOrg undelete,
      TransferOrg transfer) {}

  public record Members(
      ListMembers list, ChangeMemberRole changeRole, RemoveMember remove, LeaveOrg leave) {}

  public record Invitations(
      InviteMember invite,
      ResendInvitation resend,
      RevokeInvitation revoke,
      ListInvitations list,
      ShowInvitation show,
      AcceptInvitation accept,
      DeclineInvitation decline) {}

  public List<Object> resources(IdempotentAnswers answers) {
    Stream<Object> always =
        Stream.of(
            new RegisterResource(registration, answers),
            new MeResource(showCaller, changeAccount),
            new OrgsResource(orgs.create(), orgs.list(), answers),
            new OrgResource(orgs, answers),
            new MemberResource(members),
            new InvitationsResource(invitations, answers),
            new InvitationResource(invitations));
    return Stream.concat(always, clerk.stream().map(ClerkWebhookResource::new)).toList();
  }
}
