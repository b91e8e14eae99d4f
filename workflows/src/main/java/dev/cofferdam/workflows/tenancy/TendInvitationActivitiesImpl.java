package dev.cofferdam.workflows.tenancy;

import dev.cofferdam.application.tenancy.TendInvitation;

/** Calls the use case. */
public final class TendInvitationActivitiesImpl implements TendInvitationActivities {
  private final TendInvitation tendInvitation;

  public TendInvitationActivitiesImpl(TendInvitation tendInvitation) {
    this.tendInvitation = tendInvitation;
  }

  @Override
  public NextLook tend(InvitationRef ref) {
    return tendInvitation
        .execute(new TendInvitation.Command(ref.orgId(), ref.invitationId()))
        .map(NextLook::in)
        .orElse(NextLook.NEVER);
  }
}
