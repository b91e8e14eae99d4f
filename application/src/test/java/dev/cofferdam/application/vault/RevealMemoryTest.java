package dev.cofferdam.application.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.application.vault.port.SharedWrites;
import dev.cofferdam.application.world.Fixtures;
import dev.cofferdam.application.world.InMemoryWorld;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretName;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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
    RevealMemory.Basis basis = basis(7, prod, "A");
    memory.keep(ask(ada, "A"), basis);
    assertThat(memory.find(ask(ada, "A"))).contains(basis);
    assertThat(memory.find(ask(ada, "B"))).isEmpty();
    assertThat(memory.find(ask(new UserId(given.id()), "A"))).isEmpty();
  }

  @Test
  void forgetsRolesAndEnvironmentsOfAnOlderState() {
    memory.keep(ask(ada, "A"), basis(7, prod, "A"));
    RevealMemory.Basis newer = basis(8, prod, "B");
    memory.keep(ask(ada, "B"), newer);
    assertThat(memory.find(ask(ada, "B"))).contains(newer);
    memory.keep(ask(ada, "A"), basis(7, prod, "A"));
    assertThat(memory.find(ask(ada, "B")))
        .as("what is older does not take the place of what is newer")
        .contains(newer);
  }

  @Test
  void keepsValuesOfAnEnvironmentThatDidNotChange() {
    RevealMemory.Basis before = basis(7, prod, "A");
    memory.keep(ask(ada, "A"), before);
    memory.keep(ask(ada, "B"), basis(8, prod, "B"));
    assertThat(memory.find(ask(ada, "A")).map(RevealMemory.Basis::overrides))
        .contains(before.overrides());
  }

  @Test
  void forgetsValuesOfAnEnvironmentThatChanged() {
    memory.keep(ask(ada, "A"), basis(7, prod, "A"));
    memory.keep(ask(ada, "B"), basis(8, atVersion(prod, 1), "B"));
    assertThat(memory.find(ask(ada, "A"))).isEmpty();
  }

  @Test
  void goesOnWithWhatThisProcessWrites() {
    memory.keep(ask(ada, "A"), basis(7, prod, "A"));
    memory.keep(ask(ada, "B"), basis(7, prod, "B"));
    StoredSecret next = given.newSecret(prod, "A", 2, ada);

    memory.wrote(new SharedWrites.Written(8, new SecretStore.Head(1, true), prod, next));

    Environment moved = prod.moved(next.version().updatedAt());
    assertThat(memory.find(ask(ada, "A")))
        .hasValueSatisfying(
            known -> {
              assertThat(known.state()).isEqualTo(8);
              assertThat(known.role()).contains(Role.MEMBER);
              assertThat(known.line().own()).isEqualTo(moved);
              assertThat(known.overrides()).containsExactly(next);
            });
    assertThat(memory.find(ask(ada, "B")))
        .as("another key of the environment")
        .hasValueSatisfying(known -> assertThat(known.line().own()).isEqualTo(moved));
    assertThat(memory.findGround(ask(ada, "A")))
        .contains(
            new RevealMemory.Ground(
                8, Optional.of(Role.MEMBER), moved, new SecretStore.Head(2, true)));
  }

  @Test
  void learnsNothingOfAWriteThatComesAfterSomethingItDoesNotKnow() {
    memory.keep(ask(ada, "A"), basis(7, prod, "A"));
    StoredSecret next = given.newSecret(prod, "A", 2, ada);
    memory.wrote(new SharedWrites.Written(9, new SecretStore.Head(1, true), prod, next));
    assertThat(memory.find(ask(ada, "A")).map(RevealMemory.Basis::state)).contains(7L);
    memory.keep(ask(ada, "A"), basis(10, prod, "A"));
    memory.wrote(new SharedWrites.Written(8, new SecretStore.Head(1, true), prod, next));
    assertThat(memory.find(ask(ada, "A")).map(RevealMemory.Basis::state)).contains(10L);
  }

  @Test
  void triesAgainOnlyWhereMoreWasLearnt() {
    memory.keep(ask(ada, "A"), basis(7, prod, "A"));
    List<Long> tried = new ArrayList<>();
    Optional<String> outcome =
        memory.recalling(
            ask(ada, "A"),
            known -> {
              tried.add(known.state());
              if (known.state() == 7) {
                memory.keep(ask(ada, "A"), basis(8, prod, "A"));
              }
              return Optional.empty();
            });
    assertThat(outcome).isEmpty();
    assertThat(tried).containsExactly(7L, 8L);
  }

  @Test
  void staysWithinItsBytesAndKeepsWhatIsUsed() {
    for (int i = 0; i < 1_000; i++) {
      memory.keep(ask(ada, "KEY_" + i), basis(7, prod, "KEY_" + i));
      assertThat(memory.find(ask(ada, "KEY_0"))).isPresent();
      assertThat(memory.size()).isLessThanOrEqualTo(100_000);
    }
    assertThat(memory.find(ask(ada, "KEY_1"))).isEmpty();
    assertThat(memory.find(ask(ada, "KEY_999"))).isPresent();
  }

  @Test
  void weighsWhatIsPutInThePlaceOfSomethingOnce() {
    for (int i = 0; i < 1_000; i++) {
      memory.keep(ask(ada, "A"), basis(7, prod, "A"));
    }
    assertThat(memory.size()).isLessThan(5_000);
  }

  private RevealMemory.Basis basis(long state, Environment environment, String name) {
    StoredSecret secret = given.newSecret(environment, name, 1, ada);
    return new RevealMemory.Basis(
        state,
        Optional.of(Role.MEMBER),
        new EnvironmentLine(List.of(environment)),
        List.of(secret));
  }

  private static Environment atVersion(Environment environment, long version) {
    return environment.atVersion(version);
  }

  private RevealMemory.Question ask(UserId person, String name) {
    return new RevealMemory.Question(
        Optional.of(person),
        VaultStage.address(org, "shop", "prod"),
        Optional.of(new SecretName(name)));
  }
}
