package dev.cofferdam.application.audit;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.AuditNotes;
import dev.cofferdam.application.tenancy.ChangeMemberRole;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.application.world.InMemoryInstallation.Member;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.access.Scope;
import dev.cofferdam.domain.access.TokenAccess;
import dev.cofferdam.domain.access.TokenGrant;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.ids.ApiKeyId;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import dev.cofferdam.domain.ids.ServiceTokenId;
import dev.cofferdam.domain.vault.ProjectName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is refused to who is known in an org stands in its trail, and repeats are folded. */
final class FoldedRefusalsTest {
  private final InMemoryInstallation here = new InMemoryInstallation();
  private final Member ada = here.member("Ada");
  private final Member bob = here.member("Bob");
  private final FoldedRefusals refusals = here.refusals();

  private FoldedRefusalsTest() {
    here.world()
        .ledger()
        .change(
            Access.ofInstallation(ada.org()),
            change -> {
              here.world()
                  .orgs()
                  .addMember(ada.org(), bob.actor().user(), Role.MEMBER, here.clock().instant());
              return change;
            });
  }

  @Test
  void recordsWhatAMemberMayNot() {
    refuse(bob.actor(), Permission.AUDIT_READ);
    ChainedEntry entry = refused().get(0);
    assertThat(entry.action()).isEqualTo("audit.read");
    assertThat(entry.resource()).isEqualTo("org:" + ada.org());
    assertThat(entry.actorKind()).isEqualTo("user");
    assertThat(entry.actorId()).isEqualTo(bob.actor().id());
  }

  @Test
  void recordsWhatAKeyOrATokenMayNot() {
    Actor key =
        new Actor.ByApiKey(
            new ApiKeyId(here.ids().next()),
            ada.actor().user(),
            ada.org(),
            Set.of(Scope.RUNS_READ),
            Actor.Origin.INSIDE);
    refuse(key, Permission.SECRET_READ);
    Actor token = token();
    refuse(token, Permission.SECRET_WRITE);
    assertThat(refused())
        .extracting(ChainedEntry::actorKind, ChainedEntry::actorId, ChainedEntry::action)
        .containsExactly(
            tuple("api_key", key.id(), "secret.read"),
            tuple("service_token", token.id(), "secret.write"));
  }

  @Test
  void recordsWhatATokenAsksForThatItIsNotFor() {
    Access access = here.gatekeeper().require(token(), ada.org(), Permission.SECRET_READ);
    ProjectName shop = new ProjectName("shop");
    String code =
        codeOf(() -> here.world().ledger().read(access, () -> here.finder().project(access, shop)));
    assertThat(code).isEqualTo("project_not_found");
    assertThat(refused())
        .extracting(ChainedEntry::action, ChainedEntry::resource)
        .containsExactly(tuple("secret.read", "project:shop"));
  }

  @Test
  void keepsStrangersOutOfTheTrail() {
    Member eve = here.member("Eve");
    int before = all(ada.org()).size();
    for (Permission permission : Permission.values()) {
      codeOf(() -> here.gatekeeper().require(eve.actor(), ada.org(), permission));
      codeOf(() -> here.gatekeeper().require(InMemoryInstallation.ANYBODY, ada.org(), permission));
    }
    assertThat(all(ada.org())).hasSize(before);
  }

  @Test
  void recordsNothingOfWhatIsOnlyRemembered() {
    assertThat(
            here.gatekeeper()
                .recall(bob.actor(), ada.org(), Permission.AUDIT_READ, here.world().orgs()))
        .isEmpty();
    assertThat(refused()).isEmpty();
  }

  @Test
  void foldsRepeatsUntilTheMinuteIsOver() {
    for (int i = 0; i < 5; i++) {
      refuse(bob.actor(), Permission.AUDIT_READ);
    }
    refuse(bob.actor(), Permission.ORG_UPDATE);
    assertThat(refused())
        .extracting(ChainedEntry::action)
        .containsExactly("audit.read", "org.update");
    here.clock().advance(FoldedRefusals.WINDOW.minusMillis(1));
    refusals.flush();
    assertThat(refused()).hasSize(2);
    here.clock().advance(Duration.ofMillis(1));
    refusals.flush();
    assertThat(refused())
        .extracting(ChainedEntry::resource)
        .containsExactly("org:" + ada.org(), "org:" + ada.org(), "org:" + ada.org() + " (4 more)");
    refuse(bob.actor(), Permission.AUDIT_READ);
    assertThat(refused()).as("another minute, another first").hasSize(4);
  }

  @Test
  void countsTheLastMinuteBeforeTheNextBegins() {
    refuse(bob.actor(), Permission.AUDIT_READ);
    refuse(bob.actor(), Permission.AUDIT_READ);
    here.clock().advance(FoldedRefusals.WINDOW);
    refuse(bob.actor(), Permission.AUDIT_READ);
    assertThat(refused())
        .extracting(ChainedEntry::resource)
        .containsExactly("org:" + ada.org(), "org:" + ada.org() + " (1 more)", "org:" + ada.org());
  }

  @Test
  void writesWhatIsCountedWhenItEnds() {
    refuse(bob.actor(), Permission.AUDIT_READ);
    refuse(bob.actor(), Permission.AUDIT_READ);
    refusals.close();
    assertThat(refused())
        .hasSize(2)
        .last()
        .matches(entry -> entry.resource().endsWith(" (1 more)"));
    refusals.close();
    assertThat(refused()).hasSize(2);
  }

  @Test
  void movesNothingOfTheOrg() {
    long state = state();
    refuse(bob.actor(), Permission.AUDIT_READ);
    assertThat(state()).isEqualTo(state);
  }

  @Test
  void refusesAllTheSameWhenItCantRecord() {
    Broken broken = new Broken();
    FoldedRefusals late = new FoldedRefusals(here.world().transactions(), broken, here.clock());
    late.refused(bob.actor(), ada.org(), "audit.read", "org:x");
    late.refused(bob.actor(), ada.org(), "audit.read", "org:x");
    assertThat(refused()).isEmpty();
    broken.works = true;
    late.close();
    assertThat(refused()).extracting(ChainedEntry::resource).containsExactly("org:x (2 more)");
  }

  @Test
  void staysWithinItsMemory() {
    List<String> noted = new ArrayList<>();
    FoldedRefusals many =
        new FoldedRefusals(
            here.world().transactions(), (org, entry) -> noted.add(entry.resource()), here.clock());
    for (int i = 0; i < FoldedRefusals.KEPT + 5; i++) {
      many.refused(bob.actor(), ada.org(), "audit.read", "org:" + i);
      many.refused(bob.actor(), ada.org(), "audit.read", "org:" + i);
    }
    assertThat(noted).hasSize(FoldedRefusals.KEPT + 10).contains("org:4 (1 more)");
    many.close();
    assertThat(noted).hasSize(2 * (FoldedRefusals.KEPT + 5)).doesNotHaveDuplicates();
  }

  @Test
  void waitsForTheEndOfTheTransactionThatIsUndone() {
    assertThatThrownBy(
            () ->
                here.world()
                    .ledger()
                    .change(
                        Access.ofInstallation(ada.org()),
                        change ->
                            here.gatekeeper()
                                .require(bob.actor(), ada.org(), Permission.AUDIT_READ)))
        .isInstanceOf(Refusal.class);
    assertThat(refused()).hasSize(1);
  }

  /** Notes that can't be written, until they can. */
  private final class Broken implements AuditNotes {
    private boolean works;

    @Override
    public void note(OrgId org, AuditEntry entry) {
      if (!works) {
        throw Refusal.unavailable("overloaded", "Not now.");
      }
      here.world().auditNotes().note(org, entry);
    }
  }

  private void refuse(Actor actor, Permission permission) {
    assertThat(codeOf(() -> here.gatekeeper().require(actor, ada.org(), permission)))
        .isEqualTo("forbidden");
  }

  private Actor token() {
    TokenGrant grant =
        new TokenGrant(
            new ProjectId(here.ids().next()),
            Set.of(new EnvironmentId(here.ids().next())),
            TokenAccess.READ);
    return new Actor.ByServiceToken(
        new ServiceTokenId(here.ids().next()), ada.org(), grant, Actor.Origin.INSIDE);
  }

  @Test
  void recordsWhatIsForOwnersAlone() {
    Actor.SignedIn cy = here.colleague(ada.org(), "Cy", Role.ADMIN);
    ChangeMemberRole change =
        new ChangeMemberRole(here.gatekeeper(), here.world().ledger(), here.roster());
    assertThat(
            codeOf(
                () ->
                    change.execute(
                        cy, new ChangeMemberRole.Command(ada.org(), cy.user(), Role.OWNER))))
        .isEqualTo("forbidden");
    assertThat(refused())
        .extracting(ChainedEntry::actorId, ChainedEntry::action, ChainedEntry::resource)
        .containsExactly(tuple(cy.id(), "member.update", "member:" + cy.user()));
  }

  private List<ChainedEntry> refused() {
    return all(ada.org()).stream().filter(entry -> entry.outcome().equals("refused")).toList();
  }

  private List<ChainedEntry> all(OrgId org) {
    return here.world()
        .ledger()
        .read(Access.ofInstallation(org), () -> here.world().auditTrail().oldest(org, 0, 100_000));
  }

  private long state() {
    return here.world()
        .ledger()
        .read(
            Access.ofInstallation(ada.org()),
            () -> here.world().auditTrail().head(ada.org()).orElseThrow().state());
  }
}
