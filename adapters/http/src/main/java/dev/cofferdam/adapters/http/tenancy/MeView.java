package dev.cofferdam.adapters.http.tenancy;

import dev.cofferdam.adapters.http.identity.UserView;
import dev.cofferdam.application.tenancy.port.OrgStore.Membership;
import dev.cofferdam.domain.identity.User;
import java.util.List;

/** The caller's account, their orgs, and what they called with. */
record MeView(UserView user, List<OwnOrg> orgs, Credential credential) {
  MeView {
    orgs = List.copyOf(orgs);
  }

  record OwnOrg(String id, String slug, String name, String role) {
    static OwnOrg of(Membership membership) {
      return new OwnOrg(
          membership.org().id().toString(),
          membership.org().slug().value(),
          membership.org().name().value(),
          membership.role().code());
    }
  }

  record Credential(String kind) {}

  static MeView of(User user, List<Membership> orgs) {
    return new MeView(
        UserView.of(user), orgs.stream().map(OwnOrg::of).toList(), new Credential("session"));
  }
}
