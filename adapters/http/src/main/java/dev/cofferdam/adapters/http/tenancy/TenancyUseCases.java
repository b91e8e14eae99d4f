package dev.cofferdam.adapters.http.tenancy;

import dev.cofferdam.adapters.http.platform.IdempotentAnswers;
import dev.cofferdam.application.identity.ShowMe;
import dev.cofferdam.application.tenancy.CreateOrg;
import dev.cofferdam.application.tenancy.ListOrgs;
import dev.cofferdam.application.tenancy.ShowOrg;
import dev.cofferdam.application.tenancy.SignUp;
import java.util.List;

/** What this feature's routes call. */
public record TenancyUseCases(
    SignUp signUp, ShowMe showMe, CreateOrg createOrg, ListOrgs listOrgs, ShowOrg showOrg) {
  public List<Object> resources(IdempotentAnswers answers) {
    return List.of(
        new RegisterResource(signUp, answers),
        new MeResource(showMe, listOrgs),
        new OrgResource(createOrg, listOrgs, showOrg, answers));
  }
}
