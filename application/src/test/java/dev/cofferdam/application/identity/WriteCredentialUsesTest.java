package dev.cofferdam.application.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.identity.port.ApiKeyStore;
import dev.cofferdam.application.identity.port.TokenHash;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.application.world.InMemoryInstallation.Member;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Scope;
import dev.cofferdam.domain.identity.ApiKey;
import dev.cofferdam.domain.ids.ApiKeyId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What can't be written of one org costs no other, and comes up again. */
final class WriteCredentialUsesTest {
  private final InMemoryInstallation here = new InMemoryInstallation();
  private final Member ada = here.member("Ada");
  private final Member bob = here.member("Bob");
  private final Member cy = here.member("Cy");
  private final BrokenFor keys = new BrokenFor();
  private final WriteCredentialUses write =
      new WriteCredentialUses(
          here.world().ledger(), here.uses(), keys, here.world().serviceTokens());

  @Test
  void writesOfEveryOrgThatCanBeWritten() {
    List.of(ada, bob, cy).forEach(this::use);
    keys.broken = Optional.of(bob.org());
    assertThatThrownBy(write::execute).hasMessage("broken");
    assertThat(keys.written).containsExactlyInAnyOrder(ada.org(), cy.org());
    keys.broken = Optional.empty();
    write.execute();
    assertThat(keys.written).contains(bob.org());
    assertThat(here.uses().take()).isEmpty();
  }

  private void use(Member member) {
    here.uses()
        .note(
            new Actor.ByApiKey(
                new ApiKeyId(here.ids().next()),
                member.actor().user(),
                member.org(),
                Set.of(Scope.SECRETS_READ),
                Actor.Origin.INSIDE));
  }

  /** Takes uses alone, and not those of one org. */
  private static final class BrokenFor implements ApiKeyStore {
    private final Set<OrgId> written = new HashSet<>();
    private Optional<OrgId> broken = Optional.empty();

    @Override
    public void markUsed(OrgId org, ApiKeyId key, Instant at) {
      if (broken.filter(org::equals).isPresent()) {
        throw new IllegalStateException("broken");
      }
      written.add(org);
    }

    @Override
    public void add(ApiKey key, TokenHash token) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<ApiKey> of(UserId user) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ApiKey> findByToken(TokenHash token) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean remove(OrgId org, ApiKeyId key) {
      throw new UnsupportedOperationException();
    }
  }
}
