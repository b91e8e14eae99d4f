package dev.cofferdam.domain.tenancy;

import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.ids.InvitationId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import java.time.Duration;
import java.time.Instant;

/**
 * Somebody is invited into an org by letter.
 *
 * @param email whom it is for, and nobody else
 * @param role what they are to be
 * @param status what is written down; {@link #statusAt} says what holds
 * @param invitedBy who sent the letter that counts
 * @param sentAt when that letter was sent
 * @param reminded whether a reminder was sent since
 */
public record Invitation(
    OrgId org,
    InvitationId id,
    EmailAddress email,
    Role role,
    InvitationStatus status,
    UserId invitedBy,
    Instant sentAt,
    Instant expiresAt,
    boolean reminded) {
  /** How long an invitation is open. */
  public static final Duration VALID = Duration.ofDays(7);

  /** How long after it was sent there is a reminder. */
  public static final Duration REMINDED_AFTER = Duration.ofDays(5);

  public Invitation {
    if (!expiresAt.isAfter(sentAt)) {
      throw Refusal.invalid("expires_at", "must be after the invitation is sent");
    }
  }

  /** A new one. */
  public static Invitation sent(
      OrgId org, InvitationId id, EmailAddress email, Role role, UserId by, Instant at) {
    return new Invitation(
        org, id, email, role, InvitationStatus.PENDING, by, at, at.plus(VALID), false);
  }

  /** The same once more: open for as long as a new one, in the words of who sends it now. */
  public Invitation resent(Role newRole, UserId by, Instant at) {
    return sent(org, id, email, newRole, by, at);
  }

  /** The same with its end. */
  public Invitation ended(InvitationStatus end) {
    return new Invitation(org, id, email, role, end, invitedBy, sentAt, expiresAt, reminded);
  }

  /** The same after its reminder. */
  public Invitation afterReminder() {
    return new Invitation(org, id, email, role, status, invitedBy, sentAt, expiresAt, true);
  }

  /** What has become of it by {@code now}, whether somebody has written that down yet or not. */
  public InvitationStatus statusAt(Instant now) {
    return status == InvitationStatus.PENDING && !now.isBefore(expiresAt)
        ? InvitationStatus.EXPIRED
        : status;
  }

  /** The same as it stands at a time, whether somebody has written that down yet or not. */
  public Invitation asOf(Instant now) {
    return ended(statusAt(now));
  }

  public boolean isOpenAt(Instant now) {
    return statusAt(now) == InvitationStatus.PENDING;
  }

  /** When there is to be a reminder, unless there was one. */
  public Instant remindAt() {
    return sentAt.plus(REMINDED_AFTER);
  }
}
