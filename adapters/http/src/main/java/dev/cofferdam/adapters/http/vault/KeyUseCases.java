package dev.cofferdam.adapters.http.vault;

import dev.cofferdam.adapters.http.platform.IdempotentAnswers;
import dev.cofferdam.application.vault.ListOrgKeys;
import dev.cofferdam.application.vault.ListTeamRecipients;
import dev.cofferdam.application.vault.RevealTeamIdentity;
import dev.cofferdam.application.vault.RotateOrgKey;
import dev.cofferdam.application.vault.RotateTeamIdentity;
import dev.cofferdam.application.vault.ShowKeyRotation;
import java.util.List;

/** What the routes of an org's keys call. */
public record KeyUseCases(ListOrgKeys list, RotateOrgKey rotate, ShowKeyRotation show, Team team) {
  /** The keys of files that a team keeps outside. */
  public record Team(
      ListTeamRecipients list, RotateTeamIdentity rotate, RevealTeamIdentity reveal) {}

  public List<Object> resources(IdempotentAnswers answers) {
    return List.of(new OrgKeyResource(this, answers), new TeamKeyResource(team, answers));
  }
}
