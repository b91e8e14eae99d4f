package dev.cofferdam.application.vault;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static dev.cofferdam.application.world.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.port.Revocation;
import dev.cofferdam.application.identity.Authenticate;
import dev.cofferdam.application.identity.ProvenAddress;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Cidr;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.access.Scope;
import dev.cofferdam.domain.access.TokenAccess;
import dev.cofferdam.domain.identity.CredentialName;
import dev.cofferdam.domain.identity.ServiceToken;
import dev.cofferdam.domain.ids.ApiKeyId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Service tokens: who makes them, and what they reach. */
final class ServiceTokensTest {
  private final VaultStage stage = new VaultStage();
  private final OrgId org = stage.ada.org();
  private final Actor.SignedIn admin = stage.here.colleague(org, "Bob", Role.ADMIN);
  private final Actor.SignedIn member = stage.here.colleague(org, "Cy", Role.MEMBER);
  private final CreateServiceToken create =
      new CreateServiceToken(
          stage.here.gatekeeper(),
          stage.world().ledger(),
          stage.here.finder(),
          stage.world().serviceTokens(),
          new ProvenAddress(stage.world().users()),
          new CreateServiceToken.Means(
              stage.here.opaqueTokens(),
              stage.here.externalTokens(),
              stage.here.ids(),
              stage.here.clock()));
  private final ListServiceTokens list =
      new ListServiceTokens(
          stage.here.gatekeeper(),
          stage.world().ledger(),
          stage.world().serviceTokens(),
          stage.world().projects());
  private final DeleteServiceToken delete =
      new DeleteServiceToken(
          stage.here.gatekeeper(),
          stage.world().ledger(),
          stage.world().serviceTokens(),
          stage.here.revocations());

  ServiceTokensTest() {
    environment("live", true);
    environment("dev", false);
  }

  private void environment(String name, boolean isProtected) {
    stage
        .createEnvironment()
        .execute(
            stage.ada.actor(),
            new CreateEnvironment.Command(VaultStage.address(org, "shop", name), isProtected));
  }

  @Test
  void givesATokenThatReachesWhatItNames() {
    stage.put("KEY", "hunter2", new Expectation.Anything());
    CreateServiceToken.Outcome made = make(admin, TokenAccess.READ, "prod");
    assertThat(made.made().token().start()).contains(made.token().orElseThrow().substring(0, 8));
    assertThat(made.toString()).doesNotContain(made.token().orElseThrow());
    Actor token = actor(made);
    assertThat(stage.reveal(token, "KEY").value().revealText()).contains("hunter2");
    assertThat(codeOf(() -> stage.put(token, "KEY", "x", new Expectation.Anything())))
        .isEqualTo("forbidden");
    assertThat(
            codeOf(
                () ->
                    stage
                        .listSecrets()
                        .execute(
                            token,
                            new ListSecrets.Command(
                                VaultStage.address(org, "shop", "dev"),
                                "",
                                Optional.empty(),
                                "",
                                10))))
        .isEqualTo("environment_not_found");
  }

  @Test
  void isShownByNameToAdmins() {
    CreateServiceToken.Outcome made = make(admin, TokenAccess.RUN, "prod", "dev");
    assertThat(made.made().environments())
        .containsExactly(new EnvironmentName("dev"), new EnvironmentName("prod"));
    ListServiceTokens.Command all = new ListServiceTokens.Command(org, Optional.empty(), 10);
    assertThat(list.execute(admin, all)).containsExactly(made.made());
    assertThat(codeOf(() -> list.execute(member, all))).isEqualTo("forbidden");
    assertThat(codeOf(() -> list.execute(stage.here.member("Eve").actor(), all)))
        .isEqualTo("org_not_found");
    assertThat(codeOf(() -> list.execute(actor(made), all))).isEqualTo("forbidden");
  }

  @Test
  void isMadeByAdminsAlone() {
    assertThat(codeOf(() -> make(member, TokenAccess.READ, "prod"))).isEqualTo("forbidden");
    assertThat(codeOf(() -> make(stage.here.member("Eve").actor(), TokenAccess.READ, "prod")))
        .isEqualTo("org_not_found");
    Actor token = actor(make(admin, TokenAccess.WRITE, "prod"));
    assertThat(codeOf(() -> make(token, TokenAccess.READ, "prod"))).isEqualTo("forbidden");
  }

  @ParameterizedTest
  @EnumSource(TokenAccess.class)
  void getsNoRightThatTheMakersKeyDoesNotHave(TokenAccess access) {
    assertThat(codeOf(() -> make(key(Set.of(Scope.TOKENS_WRITE)), access, "prod")))
        .isEqualTo("forbidden");
    Set<Scope> enough =
        switch (access) {
          case READ ->
              Set.of(
                  Scope.TOKENS_WRITE, Scope.PROJECTS_READ, Scope.SECRETS_READ, Scope.EVENTS_READ);
          case WRITE ->
              Set.of(
                  Scope.TOKENS_WRITE,
                  Scope.PROJECTS_READ,
                  Scope.SECRETS_READ,
                  Scope.SECRETS_WRITE,
                  Scope.EVENTS_READ);
          case RUN ->
              Set.of(
                  Scope.TOKENS_WRITE,
                  Scope.PROJECTS_READ,
                  Scope.SECRETS_READ,
                  Scope.RUNS_READ,
                  Scope.RUNS_WRITE,
                  Scope.EVENTS_READ);
        };
    make(key(enough), access, "prod");
    for (Scope missing : enough) {
      Set<Scope> less =
          enough.stream().filter(scope -> scope != missing).collect(Collectors.toSet());
      assertThat(codeOf(() -> make(key(less), access, "prod")))
          .as("without " + missing)
          .isEqualTo("forbidden");
    }
  }

  @Test
  void worksInAProtectedEnvironmentThatAnAdminNamed() {
    Actor token = actor(make(admin, TokenAccess.WRITE, "live"));
    EnvironmentFinder.Address live = VaultStage.address(org, "shop", "live");
    assertThat(
            stage
                .listSecrets()
                .execute(token, new ListSecrets.Command(live, "", Optional.empty(), "", 10))
                .secrets())
        .isEmpty();
    Actor other = actor(make(admin, TokenAccess.WRITE, "prod"));
    assertThat(
            codeOf(
                () ->
                    stage
                        .listSecrets()
                        .execute(
                            other, new ListSecrets.Command(live, "", Optional.empty(), "", 10))))
        .isEqualTo("environment_not_found");
  }

  @Test
  void namesWhatIsThere() {
    assertThat(codeOf(() -> make(admin, TokenAccess.READ, "nowhere")))
        .isEqualTo("environment_not_found");
    assertThat(codeOf(() -> make(admin, TokenAccess.READ, "prod", "nowhere")))
        .isEqualTo("environment_not_found");
    assertThat(
            codeOf(
                () -> create.execute(admin, command("nothing", TokenAccess.READ, List.of("prod")))))
        .isEqualTo("project_not_found");
    assertThat(list.execute(admin, new ListServiceTokens.Command(org, Optional.empty(), 10)))
        .isEmpty();
  }

  @Test
  void namesEachEnvironmentOnceAndNotTooMany() {
    for (List<String> wrong :
        List.of(
            List.<String>of(),
            List.of("prod", "prod"),
            IntStream.range(0, 51).mapToObj(i -> "e" + i).toList())) {
      assertThat(refusalOf(() -> command("shop", TokenAccess.READ, wrong)).errors())
          .extracting("field")
          .containsExactly("environments");
    }
    assertThat(
            refusalOf(
                    () ->
                        create.execute(
                            admin,
                            new CreateServiceToken.Command(
                                org,
                                new CredentialName("ci"),
                                command("shop", TokenAccess.READ, List.of("prod")).reach(),
                                Optional.empty(),
                                Collections.nCopies(51, Cidr.parse("::1").orElseThrow()),
                                Optional.empty())))
                .errors())
        .extracting("field")
        .containsExactly("allowed_cidrs");
  }

  @Test
  void isBounded() {
    Instant end = stage.here.clock().instant().plusSeconds(10);
    CreateServiceToken.Command expiring =
        new CreateServiceToken.Command(
            org,
            new CredentialName("ci"),
            command("shop", TokenAccess.READ, List.of("prod")).reach(),
            Optional.of(end),
            List.of(),
            Optional.empty());
    create.execute(admin, expiring);
    for (int i = 1; i < ServiceToken.MOST; i++) {
      make(admin, TokenAccess.READ, "prod");
    }
    assertThat(codeOf(() -> make(admin, TokenAccess.READ, "prod")))
        .isEqualTo("too_many_service_tokens");
    stage.here.clock().advance(Duration.ofSeconds(10));
    make(admin, TokenAccess.READ, "prod");
    assertThat(codeOf(() -> make(admin, TokenAccess.READ, "prod")))
        .as("only what has expired makes room")
        .isEqualTo("too_many_service_tokens");
  }

  @Test
  void endsWhenItIsDeletedAndStaysWhenItsMakerLeaves() {
    CreateServiceToken.Outcome made = make(admin, TokenAccess.READ, "prod");
    DeleteServiceToken.Command command =
        new DeleteServiceToken.Command(org, made.made().token().id());
    assertThat(codeOf(() -> delete.execute(member, command))).isEqualTo("forbidden");
    delete.execute(stage.ada.actor(), command);
    assertThat(codeOf(() -> delete.execute(admin, command))).isEqualTo("service_token_not_found");
    assertThat(stage.here.revoked()).contains(new Revocation.OfServiceToken(command.token()));
    assertThat(codeOf(() -> actor(made))).isEqualTo("invalid_token");
    assertThat(stage.trail())
        .containsSubsequence(
            "service_token.create service_token:" + command.token(),
            "service_token.delete service_token:" + command.token());
  }

  private Actor actor(CreateServiceToken.Outcome made) {
    return stage
        .here
        .authenticate()
        .execute(new Authenticate.Command(made.token().orElseThrow(), Actor.Origin.INSIDE));
  }

  private Actor key(Set<Scope> scopes) {
    return new Actor.ByApiKey(
        new ApiKeyId(stage.here.ids().next()), admin.user(), org, scopes, Actor.Origin.INSIDE);
  }

  private CreateServiceToken.Outcome make(Actor by, TokenAccess access, String... environments) {
    return create.execute(by, command("shop", access, List.of(environments)));
  }

  private CreateServiceToken.Command command(
      String project, TokenAccess access, List<String> environments) {
    return new CreateServiceToken.Command(
        org,
        new CredentialName("ci"),
        new CreateServiceToken.Reach(
            new ProjectName(project),
            environments.stream().map(EnvironmentName::new).toList(),
            access),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }
}
