package dev.cofferdam.application.access.port;

import dev.cofferdam.domain.ids.ApiKeyId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ServiceTokenId;
import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;

/** What is not as it was, so that nobody may go on by what they remember of it. */
public sealed interface Revocation {
  /** A session was ended. */
  record OfSession(SessionId session) implements Revocation {}

  /** All that a person signs in with was ended, as by a new password. */
  record OfUser(UserId user) implements Revocation {}

  /** An API key was deleted. */
  record OfApiKey(ApiKeyId key) implements Revocation {}

  /** A service token was deleted, or what it is for has changed. */
  record OfServiceToken(ServiceTokenId token) implements Revocation {}

  /** A person joined an org, left it, or got another role there. */
  record OfMember(OrgId org, UserId user) implements Revocation {}

  /** An org was deleted, came back, or got another slug. */
  record OfOrg(OrgId org) implements Revocation {}
}
