package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.adapters.http.platform.IdempotentAnswers;
import dev.cofferdam.application.vault.ListOrgKeys;
import dev.cofferdam.application.vault.RotateOrgKey;
import dev.cofferdam.application.vault.ShowKeyRotation;
import java.util.List;

/** What the routes of an org's keys call. */
public record KeyUseCases(ListOrgKeys list, RotateOrgKey rotate, ShowKeyRotation show) {
  public List<Object> resources(IdempotentAnswers answers) {
    return List.of(new OrgKeyResource(this, answers));
  }
}
