package dev.cofferdam.adapters.http.tenancy;

import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.tenancy.Member;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/**
 * A member of an org as the other members see them.
 *
 * @param id the user's
 */
record MemberView(
    @Schema(implementation = UserId.class, description = "The user's.") String id,
    @Schema(description = "Who it is.") Person user,
    @Schema(implementation = Role.class, description = "What they are in the org.") String role,
    @Schema(description = "Since when they belong to the org.") Instant joinedAt) {
  record Person(
      @Schema(implementation = UserId.class) String id,
      @Schema(implementation = EmailAddress.class) Optional<String> email,
      @Schema(implementation = PersonName.class) String name) {}

  static MemberView of(Member member) {
    String id = member.user().toString();
    return new MemberView(
        id,
        new Person(id, member.email().map(EmailAddress::value), member.name().value()),
        member.role().code(),
        member.joinedAt());
  }
}
