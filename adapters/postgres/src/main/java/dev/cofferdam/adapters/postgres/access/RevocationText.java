package dev.cofferdam.adapters.postgres.access;

import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.domain.ids.ApiKeyId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ServiceTokenId;
import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;
import java.util.Optional;
import java.util.UUID;

/** A revocation as the payload of a notification: a word and ids, such as {@code session <id>}. */
final class RevocationText {
  private RevocationText() {}

  static String write(Revocation revocation) {
    if (revocation instanceof Revocation.OfSession of) {
      return "session " + of.session();
    }
    if (revocation instanceof Revocation.OfUser of) {
      return "user " + of.user();
    }
    if (revocation instanceof Revocation.OfApiKey of) {
      return "api_key " + of.key();
    }
    if (revocation instanceof Revocation.OfServiceToken of) {
      return "service_token " + of.token();
    }
    if (revocation instanceof Revocation.OfMember of) {
      return "member " + of.org() + " " + of.user();
    }
    return "org " + ((Revocation.OfOrg) revocation).org();
  }

  /** Empty for what another version of the server may have written. */
  static Optional<Revocation> read(String text) {
    String[] parts = text.split(" ", -1);
    try {
      return switch (parts[0] + parts.length) {
        case "session2" -> Optional.of(new Revocation.OfSession(new SessionId(id(parts[1]))));
        case "user2" -> Optional.of(new Revocation.OfUser(new UserId(id(parts[1]))));
        case "api_key2" -> Optional.of(new Revocation.OfApiKey(new ApiKeyId(id(parts[1]))));
        case "service_token2" ->
            Optional.of(new Revocation.OfServiceToken(new ServiceTokenId(id(parts[1]))));
        case "member3" ->
            Optional.of(new Revocation.OfMember(new OrgId(id(parts[1])), new UserId(id(parts[2]))));
        case "org2" -> Optional.of(new Revocation.OfOrg(new OrgId(id(parts[1]))));
        default -> Optional.empty();
      };
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  private static UUID id(String text) {
    return UUID.fromString(text);
  }
}
