package dev.cofferdam.adapters.http.tenancy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cofferdam.adapters.http.identity.UserView;
import dev.cofferdam.application.tenancy.ShowCaller;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.access.Scope;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.OrgName;
import dev.cofferdam.domain.tenancy.OrgSlug;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who the caller is, which orgs they reach, and what they called with.
 *
 * @param user null for a service token, which is nobody's in particular
 */
record MeView(
    @Schema(description = "The caller's account; null for a service token, which has none.")
        Optional<UserView> user,
    @Schema(description = "The orgs that they reach with this credential.") List<OwnOrg> orgs,
    @Schema(description = "What they called with.") Credential credential) {
  MeView {
    orgs = List.copyOf(orgs);
  }

  record OwnOrg(
      @Schema(implementation = OrgId.class) String id,
      @Schema(implementation = OrgSlug.class) String slug,
      @Schema(implementation = OrgName.class) String name,
      @Schema(
              implementation = Role.class,
              description = "The caller's role in it; null for a service token.")
          Optional<String> role) {
    static OwnOrg of(ShowCaller.Place place) {
      return new OwnOrg(
          place.org().id().toString(),
          place.org().slug().value(),
          place.org().name().value(),
          place.role().map(Role::code));
    }
  }

  /** What the caller called with. */
  record Credential(
      @Schema(
              description = "Which kind of credential it is.",
              allowableValues = {"session", "issuer", "api_key", "service_token"},
              example = "session")
          String kind,
      @Schema(description = "What an API key may, by name.", example = "[\"secrets:read\"]")
          @JsonInclude(JsonInclude.Include.NON_EMPTY)
          Optional<List<String>> scopes,
      @Schema(description = "What a service token may in its environments.", example = "run")
          @JsonInclude(JsonInclude.Include.NON_EMPTY)
          Optional<String> access,
      @Schema(description = "When a key or a token stops working, where it does.")
          @JsonInclude(JsonInclude.Include.NON_EMPTY)
          Optional<Instant> expiresAt) {
    static Credential of(Actor actor, Optional<Instant> expiresAt) {
      if (actor instanceof Actor.ByApiKey key) {
        List<String> scopes = key.scopes().stream().map(Scope::code).sorted().toList();
        return new Credential("api_key", Optional.of(scopes), Optional.empty(), expiresAt);
      }
      if (actor instanceof Actor.ByServiceToken token) {
        String access = token.grant().access().code();
        return new Credential("service_token", Optional.empty(), Optional.of(access), expiresAt);
      }
      String kind = actor instanceof Actor.ByIssuer ? "issuer" : "session";
      return new Credential(kind, Optional.empty(), Optional.empty(), expiresAt);
    }
  }

  static MeView of(ShowCaller.Caller caller, Actor actor) {
    return new MeView(
        caller.user().map(UserView::of),
        caller.orgs().stream().map(OwnOrg::of).toList(),
        Credential.of(actor, caller.expiresAt()));
  }
}
