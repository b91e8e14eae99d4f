package dev.cofferdam.workflows.tenancy;

import dev.cofferdam.domain.ids.InvitationId;
import dev.cofferdam.domain.ids.OrgId;
import java.util.UUID;

/**
 * Which invitation a workflow is about: ids alone, since payloads are kept in Temporal's history.
 */
public record InvitationRef(String org, String invitation) {
  static InvitationRef of(OrgId org, InvitationId invitation) {
    return new InvitationRef(org.toString(), invitation.toString());
  }

  OrgId orgId() {
    return new OrgId(UUID.fromString(org));
  }

  InvitationId invitationId() {
    return new InvitationId(UUID.fromString(invitation));
  }
}
