package dev.cofferdam.application.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.application.world.Fixtures;
import dev.cofferdam.application.world.InMemoryWorld;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretName;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RevealMemoryTest {
  private final Fixtures given = new Fixtures(new InMemoryWorld(Clock.systemUTC()));
  private final OrgId org = new OrgId(given.id());
  private final UserId ada = new UserId(given.id());
  private final Environment prod = given.newEnvironment(given.newProject(org, "shop"), "prod");
  private final RevealMemory memory = new RevealMemory(100_000);

  @Test
  void remembersAllThatDecides() {
    RevealBasis basis = basis(7, prod, "A");
    memory.keep(Optional.of(ada), command("A"), basis);
    assertThat(memory.find(Optional.of(ada), command("A"))).contains(basis);
    assertThat(memory.find(Optional.of(ada), command("B"))).isEmpty();
    assertThat(memory.find(Optional.of(new UserId(given.id())), command("A"))).isEmpty();
  }

  @Test
  void forgetsRolesAndEnvironmentsOfAnOlderState() {
    memory.keep(Optional.of(ada), command("A"), basis(7, prod, "A"));
    RevealBasis newer = basis(8, prod, "B");
    memory.keep(Optional.of(ada), command("B"), newer);
    assertThat(memory.find(Optional.of(ada), command("B"))).contains(newer);
    memory.keep(Optional.of(ada), command("A"), basis(7, prod, "A"));
    assertThat(memory.find(Optional.of(ada), command("B")))
        .as("what is older does not take the place of what is newer")
        .contains(newer);
  }

  @Test
  void keepsValuesOfAnEnvironmentThatDidNotChange() {
    RevealBasis before = basis(7, prod, "A");
    memory.keep(Optional.of(ada), command("A"), before);
    memory.keep(Optional.of(ada), command("B"), basis(8, prod, "B"));
    assertThat(memory.find(Optional.of(ada), command("A")).map(RevealBasis::secret))
        .contains(before.secret());
  }

  @Test
  void forgetsValuesOfAnEnvironmentThatChanged() {
    memory.keep(Optional.of(ada), command("A"), basis(7, prod, "A"));
    memory.keep(Optional.of(ada), command("B"), basis(8, atVersion(prod, 1), "B"));
    assertThat(memory.find(Optional.of(ada), command("A"))).isEmpty();
  }

  @Test
  void staysWithinItsBytesAndKeepsWhatIsUsed() {
    for (int i = 0; i < 1_000; i++) {
      memory.keep(Optional.of(ada), command("KEY_" + i), basis(7, prod, "KEY_" + i));
      assertThat(memory.find(Optional.of(ada), command("KEY_0"))).isPresent();
      assertThat(memory.size()).isLessThanOrEqualTo(100_000);
    }
    assertThat(memory.find(Optional.of(ada), command("KEY_1"))).isEmpty();
    assertThat(memory.find(Optional.of(ada), command("KEY_999"))).isPresent();
  }

  @Test
  void weighsWhatIsPutInThePlaceOfSomethingOnce() {
    for (int i = 0; i < 1_000; i++) {
      memory.keep(Optional.of(ada), command("A"), basis(7, prod, "A"));
    }
    assertThat(memory.size()).isLessThan(5_000);
  }

  private RevealBasis basis(long state, Environment environment, String name) {
    StoredSecret secret = given.newSecret(environment, name, 1, ada);
    return new RevealBasis(state, Optional.of(Role.MEMBER), environment, secret);
  }

  private static Environment atVersion(Environment environment, long version) {
    return new Environment(
        environment.org(),
        environment.project(),
        environment.id(),
        environment.name(),
        environment.isProtected(),
        version,
        environment.createdAt());
  }

  private RevealSecret.Command command(String name) {
    return new RevealSecret.Command(VaultStage.address(org, "shop", "prod"), new SecretName(name));
  }
}
