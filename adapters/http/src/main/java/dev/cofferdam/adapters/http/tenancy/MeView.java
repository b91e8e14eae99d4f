package dev.cofferdam.adapters.http.tenancy;

import dev.cofferdam.adapters.http.identity.UserView;
import dev.cofferdam.application.tenancy.port.OrgStore.Membership;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.User;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.OrgName;
import dev.cofferdam.domain.tenancy.OrgSlug;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The caller's account, their orgs, and what they called with. */
record MeView(
    @Schema(description = "The caller's account.") UserView user,
    @Schema(description = "The orgs that they belong to.") List<OwnOrg> orgs,
    @Schema(description = "What they called with.") Credential credential) {
  MeView {
    orgs = List.copyOf(orgs);
  }

  record OwnOrg(
      @Schema(implementation = OrgId.class) String id,
      @Schema(implementation = OrgSlug.class) String slug,
      @Schema(implementation = OrgName.class) String name,
      @Schema(implementation = Role.class, description = "The caller's role in it.") String role) {
    static OwnOrg of(Membership membership) {
      return new OwnOrg(
          membership.org().id().toString(),
          membership.org().slug().value(),
          membership.org().name().value(),
          membership.role().code());
    }
  }

  /** What the caller called with. */
  record Credential(
      @Schema(
              description = "Which kind of credential it is.",
              allowableValues = {"session", "issuer"},
              example = "session")
          String kind) {
    static Credential of(Actor actor) {
      return new Credential(actor instanceof Actor.ByIssuer ? "issuer" : "session");
    }
  }

  static MeView of(User user, List<Membership> orgs, Actor actor) {
    return new MeView(
        UserView.of(user), orgs.stream().map(OwnOrg::of).toList(), Credential.of(actor));
  }
}
