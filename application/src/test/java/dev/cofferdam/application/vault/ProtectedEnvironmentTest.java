package dev.cofferdam.application.vault;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.world.InMemoryInstallation.Member;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.vault.Environment;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Members neither make nor use a protected environment; admins do both. */
final class ProtectedEnvironmentTest {
  private final VaultStage stage = new VaultStage();

  @Test
  void isMadeByAdminsAlone() {
    Member member = memberOf(Role.MEMBER);
    CreateEnvironment.Command command =
        new CreateEnvironment.Command(VaultStage.address(stage.ada.org(), "shop", "live"), true);
    assertThat(codeOf(() -> stage.createEnvironment().execute(member.actor(), command)))
        .isEqualTo("forbidden");
    Environment made = stage.createEnvironment().execute(memberOf(Role.ADMIN).actor(), command);
    assertThat(made.isProtected()).isTrue();
  }

  @Test
  void isUsedByAdminsAlone() {
    EnvironmentFinder.Address live = VaultStage.address(stage.ada.org(), "shop", "live");
    stage.createEnvironment().execute(stage.ada.actor(), new CreateEnvironment.Command(live, true));
    ListSecrets listSecrets = stage.listSecrets();
    ListSecrets.Command command = new ListSecrets.Command(live, "", Optional.empty(), "", 10);
    assertThat(codeOf(() -> listSecrets.execute(memberOf(Role.MEMBER).actor(), command)))
        .isEqualTo("forbidden");
    assertThat(listSecrets.execute(memberOf(Role.ADMIN).actor(), command).secrets()).isEmpty();
  }

  private Member memberOf(Role role) {
    Member member = stage.here.member("Bob");
    stage
        .here
        .world()
        .ledger()
        .change(
            Access.ofInstallation(stage.ada.org()),
            change -> {
              stage
                  .here
                  .world()
                  .orgs()
                  .addMember(
                      stage.ada.org(), member.actor().user(), role, stage.here.clock().instant());
              return role;
            });
    return member;
  }
}
