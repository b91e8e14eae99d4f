package dev.cofferdam.application.access;

import static dev.cofferdam.application.world.InMemoryInstallation.ANYBODY;
import static dev.cofferdam.application.world.Refusals.codeOf;
import static dev.cofferdam.application.world.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.audit.ExportAudit;
import dev.cofferdam.application.audit.ListAudit;
import dev.cofferdam.application.audit.ListCheckpoints;
import dev.cofferdam.application.audit.VerifyAudit;
import dev.cofferdam.application.audit.port.AuditTrail;
import dev.cofferdam.application.billing.PriceUsage;
import dev.cofferdam.application.events.Callbacks;
import dev.cofferdam.application.events.port.InMemoryWebhookSender;
import dev.cofferdam.application.metering.ShowUsage;
import dev.cofferdam.application.runs.ArtifactPolicy;
import dev.cofferdam.application.runs.CancelPipeline;
import dev.cofferdam.application.runs.CreatePipeline;
import dev.cofferdam.application.runs.ListPipelines;
import dev.cofferdam.application.runs.LocalLogBell;
import dev.cofferdam.application.runs.ReadLog;
import dev.cofferdam.application.runs.RunAdmission;
import dev.cofferdam.application.runs.RunEnder;
import dev.cofferdam.application.runs.RunIntake;
import dev.cofferdam.application.runs.RunPolicy;
import dev.cofferdam.application.runs.RunReach;
import dev.cofferdam.application.runs.RunSources;
import dev.cofferdam.application.runs.ShowPipeline;
import dev.cofferdam.application.tenancy.ChangeMemberRole;
import dev.cofferdam.application.tenancy.DeleteOrg;
import dev.cofferdam.application.tenancy.LeaveOrg;
import dev.cofferdam.application.tenancy.ListMembers;
import dev.cofferdam.application.tenancy.RemoveMember;
import dev.cofferdam.application.tenancy.ShowOrg;
import dev.cofferdam.application.tenancy.TransferOrg;
import dev.cofferdam.application.tenancy.UndeleteOrg;
import dev.cofferdam.application.tenancy.UpdateOrg;
import dev.cofferdam.application.vault.CreateEnvironment;
import dev.cofferdam.application.vault.CreateProject;
import dev.cofferdam.application.vault.EnvironmentFinder;
import dev.cofferdam.application.vault.Expectation;
import dev.cofferdam.application.vault.ListEnvironments;
import dev.cofferdam.application.vault.ListProjects;
import dev.cofferdam.application.vault.ListSecrets;
import dev.cofferdam.application.vault.PutSecret;
import dev.cofferdam.application.vault.RevealSecret;
import dev.cofferdam.application.world.Fixtures;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.application.world.InMemoryInstallation.Member;
import dev.cofferdam.application.world.InMemoryWorld;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.metering.Period;
import dev.cofferdam.domain.runs.NetworkMode;
import dev.cofferdam.domain.runs.Resources;
import dev.cofferdam.domain.tenancy.OrgName;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Another org's things are refused exactly like things that are not there, whatever is asked. */
final class ForeignOrgTest {
  private static final ProjectName SHOP = new ProjectName("shop");
  private static final EnvironmentName PROD = new EnvironmentName("prod");

  private final InMemoryInstallation here = new InMemoryInstallation();
  private final Member ada = here.member("Ada");
  private final Member eve = here.member("Eve");
  private final RunId adasRun = here.given().run(ada.org(), "true");

  static Stream<String> useCases() {
    return new ForeignOrgTest().calls().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("useCases")
  void refusesAForeignOrgLikeAnUnknownOne(String useCase) {
    BiConsumer<Actor, OrgId> call = calls().get(useCase);
    List<ChainedEntry> before = trail();
    Refusal foreign = refusalOf(() -> call.accept(eve.actor(), ada.org()));
    Refusal unknown = refusalOf(() -> call.accept(eve.actor(), new OrgId(here.ids().next())));
    assertThat(foreign).usingRecursiveComparison().isEqualTo(unknown);
    assertThat(foreign.code()).isEqualTo("org_not_found");
    assertThat(foreign.detail()).doesNotContain(ada.org().toString());
    assertThat(trail()).as("nothing happened in the other org").isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("useCases")
  void refusesWhoHasNotSignedIn(String useCase) {
    BiConsumer<Actor, OrgId> call = calls().get(useCase);
    assertThat(codeOf(() -> call.accept(ANYBODY, ada.org()))).isEqualTo("unauthenticated");
    Actor inside = new Actor.Installation("runs", Actor.Origin.INSIDE);
    assertThat(codeOf(() -> call.accept(inside, ada.org()))).isEqualTo("unauthenticated");
  }

  @Test
  void findsNoRunOfAnotherOrgInOnesOwn() {
    ShowPipeline.Command command = new ShowPipeline.Command(eve.org(), adasRun);
    Refusal foreign = refusalOf(() -> showPipeline().execute(eve.actor(), command));
    ShowPipeline.Command none = new ShowPipeline.Command(eve.org(), new RunId(here.ids().next()));
    Refusal unknown = refusalOf(() -> showPipeline().execute(eve.actor(), none));
    assertThat(foreign).usingRecursiveComparison().isEqualTo(unknown);
  }

  private Map<String, BiConsumer<Actor, OrgId>> calls() {
    Map<String, BiConsumer<Actor, OrgId>> calls = new TreeMap<>();
    addCallsOfTheVault(calls);
    addCallsOfRuns(calls);
    addCallsOfTenancy(calls);
    Gatekeeper gate = here.gatekeeper();
    AuditTrail.Filter all = AuditTrail.Filter.ALL;
    calls.put(
        "ListAudit",
        (actor, org) ->
            new ListAudit(gate, world().ledger(), world().auditTrail(), world().entryReader())
                .execute(actor, new ListAudit.Command(org, all, Long.MAX_VALUE, 10)));
    calls.put(
        "ExportAudit",
        (actor, org) ->
            new ExportAudit(gate, world().ledger(), world().auditTrail(), world().entryReader())
                .execute(actor, new ExportAudit.Command(org, all)));
    calls.put(
        "VerifyAudit",
        (actor, org) ->
            new VerifyAudit(
                    gate,
                    world().chainWalk(),
                    world().rowWalk(here.sealer()),
                    world().outsideCheckpoints(),
                    world().notary())
                .execute(actor, new VerifyAudit.Command(org, new VerifyAudit.Known.Nothing())));
    calls.put(
        "ListCheckpoints",
        (actor, org) ->
            new ListCheckpoints(gate, world().ledger(), world().checkpoints())
                .execute(actor, new ListCheckpoints.Command(org, Long.MAX_VALUE, 10)));
    Period month = Period.of(here.clock().instant());
    calls.put(
        "ShowUsage",
        (actor, org) ->
            new ShowUsage(gate, world().ledger(), world().usage())
                .execute(actor, new ShowUsage.Command(org, month)));
    calls.put(
        "PriceUsage",
        (actor, org) ->
            new PriceUsage(gate, world().ledger(), world().orgs(), world().usage(), here.plans())
                .execute(actor, new PriceUsage.Command(org, month)));
    return calls;
  }

  private void addCallsOfTheVault(Map<String, BiConsumer<Actor, OrgId>> calls) {
    Gatekeeper gate = here.gatekeeper();
    SecretName key = new SecretName("KEY");
    calls.put(
        "CreateProject",
        (actor, org) ->
            new CreateProject(gate, world().ledger(), world().projects(), here.ids(), here.clock())
                .execute(actor, new CreateProject.Command(org, SHOP, "")));
    calls.put(
        "ListProjects",
        (actor, org) ->
            new ListProjects(gate, world().ledger(), world().projects())
                .execute(actor, new ListProjects.Command(org, "", 10)));
    calls.put(
        "CreateEnvironment",
        (actor, org) ->
            new CreateEnvironment(
                    gate,
                    world().ledger(),
                    world().projects(),
                    here.finder(),
                    here.ids(),
                    here.clock())
                .execute(actor, new CreateEnvironment.Command(prodOf(org), false)));
    calls.put(
        "ListEnvironments",
        (actor, org) ->
            new ListEnvironments(gate, world().ledger(), world().projects(), here.finder())
                .execute(actor, new ListEnvironments.Command(org, SHOP, "", 10)));
    calls.put(
        "PutSecret",
        (actor, org) ->
            new PutSecret(
                    gate,
                    world().ledger(),
                    here.finder(),
                    world().secrets(),
                    here.writer(),
                    here.sharedWriter())
                .execute(
                    actor,
                    new PutSecret.Command(
                        prodOf(org),
                        key,
                        SecretValue.ofText("x"),
                        "",
                        new Expectation.Anything())));
    calls.put(
        "RevealSecret",
        (actor, org) ->
            here.revealSecret().execute(actor, new RevealSecret.Command(prodOf(org), key)));
    calls.put(
        "ListSecrets",
        (actor, org) ->
            new ListSecrets(gate, world().ledger(), here.reader())
                .execute(
                    actor, new ListSecrets.Command(prodOf(org), "", Optional.empty(), "", 10)));
  }

  private void addCallsOfTenancy(Map<String, BiConsumer<Actor, OrgId>> calls) {
    Gatekeeper gate = here.gatekeeper();
    calls.put(
        "ShowOrg",
        (actor, org) -> new ShowOrg(gate, world().ledger(), world().orgs()).execute(actor, org));
    calls.put(
        "UpdateOrg",
        (actor, org) ->
            new UpdateOrg(gate, world().ledger(), world().orgs(), here.revocations(), here.clock())
                .execute(
                    actor,
                    new UpdateOrg.Command(
                        org,
                        Optional.of(new OrgName("Mine")),
                        Optional.empty(),
                        Optional.empty())));
    calls.put(
        "DeleteOrg",
        (actor, org) ->
            new DeleteOrg(gate, world().ledger(), world().orgs(), here.revocations(), here.clock())
                .execute(actor, new DeleteOrg.Command(org, Optional.empty())));
    calls.put(
        "UndeleteOrg",
        (actor, org) ->
            new UndeleteOrg(
                    gate, world().ledger(), world().orgs(), here.revocations(), here.clock())
                .execute(actor, org));
    calls.put(
        "TransferOrg",
        (actor, org) ->
            new TransferOrg(gate, world().ledger(), world().orgs(), here.roster())
                .execute(actor, new TransferOrg.Command(org, ada.actor().user())));
    calls.put(
        "ListMembers",
        (actor, org) ->
            new ListMembers(gate, world().ledger(), world().members())
                .execute(actor, new ListMembers.Command(org, Optional.empty(), 10)));
    calls.put(
        "ChangeMemberRole",
        (actor, org) ->
            new ChangeMemberRole(gate, world().ledger(), here.roster())
                .execute(
                    actor, new ChangeMemberRole.Command(org, ada.actor().user(), Role.MEMBER)));
    calls.put(
        "RemoveMember",
        (actor, org) ->
            new RemoveMember(gate, world().ledger(), here.roster())
                .execute(actor, new RemoveMember.Command(org, ada.actor().user())));
    calls.put(
        "LeaveOrg",
        (actor, org) -> new LeaveOrg(gate, world().ledger(), here.roster()).execute(actor, org));
  }

  private void addCallsOfRuns(Map<String, BiConsumer<Actor, OrgId>> calls) {
    Gatekeeper gate = here.gatekeeper();
    calls.put("CreatePipeline", this::createPipeline);
    calls.put(
        "ShowPipeline",
        (actor, org) -> showPipeline().execute(actor, new ShowPipeline.Command(org, adasRun)));
    calls.put(
        "ListPipelines",
        (actor, org) ->
            new ListPipelines(gate, world().ledger(), world().runs())
                .execute(actor, new ListPipelines.Command(org, Optional.empty(), 10)));
    calls.put(
        "CancelPipeline",
        (actor, org) ->
            new CancelPipeline(
                    gate,
                    world().ledger(),
                    world().runs(),
                    new LocalLogBell(),
                    new RunEnder(
                        world().ledger(),
                        world().runs(),
                        world().usage(),
                        new LocalLogBell(),
                        here.clock()))
                .execute(actor, new CancelPipeline.Command(org, adasRun)));
    calls.put(
        "ReadLog",
        (actor, org) ->
            new ReadLog(gate, world().ledger(), world().runs(), world().runLog())
                .execute(actor, new ReadLog.Command(org, adasRun, 0, 10)));
  }

  private void createPipeline(Actor actor, OrgId org) {
    RunPolicy policy =
        new RunPolicy(
            NetworkMode.PROXIED,
            false,
            Duration.ofMinutes(1),
            Resources.DEFAULT,
            1,
            Set.of(),
            ArtifactPolicy.DEFAULT);
    new CreatePipeline(
            here.gatekeeper(),
            world().ledger(),
            new RunIntake(
                world().runs(),
                world().outbox(),
                new RunSources(new RunReach(here.finder(), here.references()), here.uploads()),
                new RunAdmission(
                    Optional::empty,
                    policy,
                    (asked, limit) -> OptionalLong.empty(),
                    world().runTurns()),
                new CreatePipeline.RunIdentity(here.ids(), here.clock())),
            new Callbacks(world().webhooks(), new InMemoryWebhookSender()))
        .execute(
            actor,
            new CreatePipeline.Command(org, Fixtures.pipeline("true"), Optional.of(prodOf(org))));
  }

  private ShowPipeline showPipeline() {
    return new ShowPipeline(here.gatekeeper(), world().ledger(), world().runs());
  }

  private static EnvironmentFinder.Address prodOf(OrgId org) {
    return new EnvironmentFinder.Address(org, SHOP, PROD);
  }

  private List<ChainedEntry> trail() {
    return world()
        .ledger()
        .read(
            Access.ofInstallation(ada.org()), () -> world().auditTrail().oldest(ada.org(), 0, 100));
  }

  private InMemoryWorld world() {
    return here.world();
  }
}
