package dev.cofferdam.application.tenancy;

import dev.cofferdam.application.identity.LetterBox;
import dev.cofferdam.application.identity.LetterGuard;
import dev.cofferdam.application.identity.PublicLinks;
import dev.cofferdam.application.identity.port.LetterContent;
import dev.cofferdam.application.identity.port.OpaqueTokens;
import dev.cofferdam.application.identity.port.UserStore;
import dev.cofferdam.application.tenancy.port.InvitationStore;
import dev.cofferdam.application.tenancy.port.OrgStore;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.tenancy.Invitation;
import dev.cofferdam.domain.tenancy.Org;
import dev.cofferdam.domain.tenancy.OrgName;

/**
 * The letters of invitations, each with a token of its own. Tokens are kept as hashes, so a
 * reminder can't repeat the first letter's link: it has another one, and both work.
 */
public final class InvitationLetters {
  private static final PersonName SOMEBODY = new PersonName("Somebody");

  private final InvitationStore invitations;
  private final OpaqueTokens opaque;
  private final UserStore users;
  private final OrgStore orgs;
  private final Post post;

  public InvitationLetters(
      InvitationStore invitations, OpaqueTokens opaque, UserStore users, OrgStore orgs, Post post) {
    this.invitations = invitations;
    this.opaque = opaque;
    this.users = users;
    this.orgs = orgs;
    this.post = post;
  }

  /** How letters get to people, and what is in the way of too many. */
  public record Post(LetterBox letters, PublicLinks links, LetterGuard guard) {}

  /**
   * Posts the letter that invites; links of earlier ones find nothing any more.
   *
   * @throws Refusal {@code slow_down}
   */
  void invite(Invitation invitation) {
    post.guard()
        .countInvitation(invitation.org().toString(), invitation.invitedBy(), invitation.email());
    invitations.forgetTokens(invitation.org(), invitation.id());
    post.letters()
        .post(
            invitation.email(),
            new LetterContent.Invitation(
                inviterOf(invitation),
                orgOf(invitation),
                invitation.role(),
                linkTo(invitation),
                invitation.expiresAt()));
  }

  /** Posts the letter that reminds. */
  void remind(Invitation invitation) {
    post.letters()
        .post(
            invitation.email(),
            new LetterContent.InvitationReminder(
                inviterOf(invitation),
                orgOf(invitation),
                invitation.role(),
                linkTo(invitation),
                invitation.expiresAt()));
  }

  /** What the one who invites is called. */
  PersonName inviterOf(Invitation invitation) {
    return users.find(invitation.invitedBy()).map(User::name).orElse(SOMEBODY);
  }

  private String orgOf(Invitation invitation) {
    return orgs.find(invitation.org()).map(Org::name).map(OrgName::value).orElseThrow();
  }

  private LetterContent.Link linkTo(Invitation invitation) {
    OpaqueTokens.NewToken token = opaque.create(OpaqueTokens.Kind.INVITATION);
    invitations.addToken(token.hash(), invitation.org(), invitation.id());
    return post.links().invitation(token.token());
  }
}
