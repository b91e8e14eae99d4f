package dev.cofferdam.application.runs.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.world.Fixtures;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.ids.ActorId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.runs.ArtifactPattern;
import dev.cofferdam.domain.runs.CloneSpec;
import dev.cofferdam.domain.runs.Ending;
import dev.cofferdam.domain.runs.FailureReason;
import dev.cofferdam.domain.runs.NetworkMode;
import dev.cofferdam.domain.runs.PinnedSecret;
import dev.cofferdam.domain.runs.Pipeline;
import dev.cofferdam.domain.runs.Reached;
import dev.cofferdam.domain.runs.Receipt;
import dev.cofferdam.domain.runs.RepositoryUrl;
import dev.cofferdam.domain.runs.Resources;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.runs.RunShare;
import dev.cofferdam.domain.runs.RunStatus;
import dev.cofferdam.domain.runs.RuntimeKind;
import dev.cofferdam.domain.runs.Step;
import dev.cofferdam.domain.runs.StepStatus;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import dev.cofferdam.domain.vault.SecretPlace;
import dev.cofferdam.domain.vault.reference.KeyAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a {@link RunStore} promises. */
public abstract class RunStoreContract extends WorldContract {
  private static final Ending SUCCESS =
      new Ending(
          RunStatus.SUCCEEDED,
          Optional.empty(),
          Optional.empty(),
          OptionalInt.of(0),
          OptionalInt.of(0),
          Receipt.NOTHING,
          List.of());
  private static final Ending FAILURE =
      new Ending(
          RunStatus.FAILED,
          Optional.of(FailureReason.COMMAND_FAILED),
          Optional.of("Exited with 137, ü."),
          OptionalInt.of(137),
          OptionalInt.of(9),
          new Receipt(12_345, OptionalLong.of(1L << 40), OptionalLong.of(1L << 41)),
          List.of(
              new Ending.MaskedCount("API_KEY", "plain", 3),
              new Ending.MaskedCount("API_KEY", "base64", 1L << 33)));

  private OrgId org;
  private OrgId other;
  private UserId ada;

  @BeforeEach
  public final void makeOrgs() {
    org = given.org();
    other = given.org();
    ada = given.user();
  }

  @Test
  void findsAPlainRunAsItWasAdded() {
    Run run = given.newRun(org, ada, Fixtures.pipeline("true"));
    add(run);
    assertThat(find(run.id())).isEqualTo(run);
  }

  @Test
  void findsARunWithEverythingAsItWasAdded() {
    Environment prod = given.environment(org);
    Run plain = given.newRun(org, ada, everything(new CloneSpec.Branch("feature/ü")));
    Run.SecretSource source = new Run.SecretSource(prod.id(), "shop", "prod");
    Run run =
        new Run(
            org,
            plain.id(),
            plain.pipeline(),
            Optional.of(source),
            new ActorId(ada.value()),
            RunStatus.QUEUED,
            Optional.empty(),
            Optional.empty(),
            plain.steps(),
            0,
            false,
            Optional.empty(),
            plain.times(),
            Optional.of(given.run(org, "true")));
    add(run);
    assertThat(find(run.id())).isEqualTo(run);
  }

  @Test
  void keepsEachKindOfRevision() {
    String commit = "0123456789abcdef0123456789abcdef01234567";
    Stream.of(
            new CloneSpec.Branch("refs"),
            new CloneSpec.Ref("refs/tags/v1"),
            new CloneSpec.Commit(commit))
        .forEach(
            revision -> {
              Run run = given.newRun(org, ada, everything(revision));
              add(run);
              assertThat(find(run.id()).pipeline()).isEqualTo(run.pipeline());
            });
  }

  @Test
  void hidesRunsFromOtherOrgs() {
    RunId run = given.run(org, "true");
    for (OrgId claimed : List.of(org, other)) {
      assertThat(read(other, () -> world.runs().find(claimed, run))).isEmpty();
      assertThat(
              read(other, () -> world.runs().list(claimed, Optional.empty(), Optional.empty(), 10)))
          .isEmpty();
      assertThat(read(other, () -> world.runs().isCancelRequested(claimed, run))).isFalse();
      assertThat(append(other, () -> world.runs().end(claimed, run, SUCCESS, given.time())))
          .isFalse();
    }
    assertThat(find(run).status()).isEqualTo(RunStatus.QUEUED);
  }

  @Test
  void listsRunsNewestFirstPageByPage() {
    List<RunId> runs = IntStream.range(0, 5).mapToObj(i -> given.run(org, "true")).toList();
    given.run(other, "true");
    assertThat(ids(Optional.empty(), 10))
        .containsExactly(runs.get(4), runs.get(3), runs.get(2), runs.get(1), runs.get(0));
    assertThat(ids(Optional.empty(), 2)).containsExactly(runs.get(4), runs.get(3));
    assertThat(ids(Optional.of(runs.get(3)), 2)).containsExactly(runs.get(2), runs.get(1));
    assertThat(ids(Optional.of(runs.get(0)), 2)).isEmpty();
  }

  @Test
  void listsAShareOfTheRunsPageByPage() {
    Environment prod = given.environment(org);
    Environment dev = given.environment(org);
    ActorId token = new ActorId(given.user().value());
    List<RunId> shared = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      shared.add(added(Optional.of(prod), new ActorId(ada.value())));
      added(Optional.of(dev), token);
      shared.add(added(Optional.empty(), token));
      added(Optional.empty(), new ActorId(ada.value()));
    }
    Collections.reverse(shared);
    Optional<RunShare> share = Optional.of(new RunShare(Set.of(prod.id()), token));
    assertThat(ids(share, Optional.empty(), 10)).isEqualTo(shared);
    assertThat(ids(share, Optional.empty(), 2)).isEqualTo(shared.subList(0, 2));
    assertThat(ids(share, Optional.of(shared.get(1)), 3)).isEqualTo(shared.subList(2, 5));
    assertThat(
            ids(
                Optional.of(new RunShare(Set.of(), new ActorId(given.user().value()))),
                Optional.empty(),
                9))
        .isEmpty();
  }

  private RunId added(Optional<Environment> environment, ActorId author) {
    Run plain = given.newRun(org, ada, Fixtures.pipeline("true"));
    Run run =
        new Run(
            org,
            plain.id(),
            plain.pipeline(),
            environment.map(each -> new Run.SecretSource(each.id(), "shop", each.name().value())),
            author,
            RunStatus.QUEUED,
            Optional.empty(),
            Optional.empty(),
            plain.steps(),
            0,
            false,
            Optional.empty(),
            plain.times(),
            Optional.empty());
    add(run);
    return run.id();
  }

  @Test
  void preparesAQueuedRun() {
    RunId run = given.run(org, "true");
    to(run, id -> world.runs().prepare(org, id, RuntimeKind.DOCKER));
    assertThat(find(run).status()).isEqualTo(RunStatus.PREPARING);
    assertThat(find(run).runtime()).contains(RuntimeKind.DOCKER);
  }

  @Test
  void preparesNoRunThatIsFurther() {
    RunId run = given.run(org, "true");
    to(run, id -> world.runs().start(org, id, given.time()));
    to(run, id -> world.runs().prepare(org, id, RuntimeKind.PROCESS));
    assertThat(find(run).status()).isEqualTo(RunStatus.RUNNING);
    end(run, FAILURE);
    to(run, id -> world.runs().prepare(org, id, RuntimeKind.PROCESS));
    assertThat(find(run).status()).isEqualTo(RunStatus.FAILED);
  }

  @Test
  void decidesOnceWhichSecretsARunGets() {
    RunId run = given.run(org, "true");
    List<PinnedSecret> first =
        List.of(place("A", 1), place("B", 2), referred(place("C", 1)), referred(place("A", 3)));
    assertThat(pin(run, first)).isTrue();
    assertThat(pin(run, List.of(place("A", 2)))).isFalse();
    assertThat(pin(run, List.of())).isFalse();
    assertThat(pinned(run)).containsExactlyInAnyOrderElementsOf(first);
  }

  @Test
  void decidesOnceThatARunGetsNoSecrets() {
    RunId run = given.run(org, "true");
    assertThat(pin(run, List.of())).isTrue();
    assertThat(pin(run, List.of(place("A", 1)))).isFalse();
    assertThat(pinned(run)).isEmpty();
  }

  @Test
  void tellsWhichRunsGotAVersion() {
    PinnedSecret first = place("A", 1);
    PinnedSecret second =
        new PinnedSecret(
            first.address(),
            change(
                org,
                () -> {
                  Environment home = homeOf(first);
                  given.put(given.newSecret(home, "A", 2, ada));
                  SecretPlace place = first.place();
                  return new SecretPlace(
                      org, place.project(), place.environment(), place.name(), 2);
                }),
            true);
    RunId one = given.run(org, "true");
    RunId two = given.run(org, "true");
    RunId three = given.run(org, "true");
    pin(one, List.of(first));
    pin(two, List.of(referred(first), place("A", 1)));
    pin(three, List.of(second));
    assertThat(runsOf(first, 9)).isEqualTo(Map.of(1L, List.of(two, one), 2L, List.of(three)));
    assertThat(runsOf(first, 1)).isEqualTo(Map.of(1L, List.of(two), 2L, List.of(three)));
    assertThat(pageOf(first, Optional.empty(), 9)).containsExactly(two, one);
    assertThat(pageOf(first, Optional.empty(), 1)).containsExactly(two);
    assertThat(pageOf(first, Optional.of(two), 9)).containsExactly(one);
    assertThat(pageOf(first, Optional.of(one), 9)).isEmpty();
    assertThat(
            read(
                other,
                () ->
                    world
                        .versionRuns()
                        .of(org, first.place().environment(), first.place().name(), Set.of(1L), 9)))
        .isEmpty();
  }

  private List<RunId> pageOf(PinnedSecret pinned, Optional<RunId> before, int limit) {
    return read(org, () -> world.versionRuns().page(pinned.place(), before, limit));
  }

  private Environment homeOf(PinnedSecret pinned) {
    return world.tree().line(org, pinned.place().environment()).get(0);
  }

  private Map<Long, List<RunId>> runsOf(PinnedSecret pinned, int most) {
    return read(
        org,
        () ->
            world
                .versionRuns()
                .of(
                    org,
                    pinned.place().environment(),
                    pinned.place().name(),
                    Set.of(1L, 2L, 3L),
                    most));
  }

  @Test
  void keepsWhereARunMayGetSecretsFrom() {
    RunId run = given.run(org, "true");
    RunId another = given.run(org, "true");
    List<Reached> reach =
        List.of(
            new Reached(given.environment(org).id(), true),
            new Reached(given.environment(org).id(), false));
    changing(org, () -> world.runs().addReach(org, run, reach));
    assertThat(read(org, () -> world.runs().reach(org, run)))
        .containsExactlyInAnyOrderElementsOf(reach);
    assertThat(read(org, () -> world.runs().reach(org, another))).isEmpty();
    assertThat(read(other, () -> world.runs().reach(org, run))).isEmpty();
    assertThatThrownBy(() -> changing(other, () -> world.runs().addReach(other, run, reach)))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void hasNoPinnedSecretsBeforeItIsDecided() {
    assertThat(pinned(given.run(org, "true"))).isEmpty();
  }

  @Test
  void showsPinnedSecretsToNoOtherOrg() {
    RunId run = given.run(org, "true");
    pin(run, List.of(place("A", 1)));
    assertThat(read(other, () -> world.runs().pinnedSecrets(org, run))).isEmpty();
    assertThat(read(other, () -> world.runs().pinnedSecrets(other, run))).isEmpty();
  }

  @Test
  void notesTheFirstStartCallAndTheFirstStart() {
    RunId run = given.run(org, "true");
    Instant called = given.time();
    Instant started = given.time();
    to(run, id -> world.runs().startCallSent(org, id, called));
    assertThat(find(run).status()).isEqualTo(RunStatus.QUEUED);
    to(run, id -> world.runs().startCallSent(org, id, given.time()));
    assertThat(append(org, () -> world.runs().start(org, run, started))).isTrue();
    assertThat(append(org, () -> world.runs().start(org, run, given.time()))).isFalse();
    assertThat(find(run).status()).isEqualTo(RunStatus.RUNNING);
    assertThat(find(run).times().startCallAt()).contains(called);
    assertThat(find(run).times().startedAt()).contains(started);
  }

  @Test
  void startsNoRunThatHasEnded() {
    RunId run = given.run(org, "true");
    end(run, FAILURE);
    Run before = find(run);
    to(run, id -> world.runs().start(org, id, given.time()));
    assertThat(find(run)).isEqualTo(before);
  }

  @Test
  void notesTheCommit() {
    RunId run = given.run(org, "true");
    to(run, id -> world.runs().cloned(org, id, "0123456789abcdef0123456789abcdef01234567"));
    assertThat(find(run).commit()).contains("0123456789abcdef0123456789abcdef01234567");
  }

  @Test
  void savesSteps() {
    RunId run = given.run(org, "make", "make test");
    Step started = find(run).steps().get(0).started(given.time(), 1L << 33);
    to(run, id -> world.runs().save(org, id, started));
    assertThat(find(run).steps()).containsExactly(started, Step.pending(1, "make test"));
    Step ended = started.ended(2, 0, Duration.ofMillis(86_400_001));
    to(run, id -> world.runs().save(org, id, ended));
    to(run, id -> world.runs().save(org, id, ended));
    assertThat(find(run).steps()).containsExactly(ended, Step.pending(1, "make test"));
  }

  @Test
  void notesTheWishToCancel() {
    RunId run = given.run(org, "true");
    RunId untouched = given.run(org, "true");
    assertThat(read(org, () -> world.runs().isCancelRequested(org, run))).isFalse();
    to(run, id -> world.runs().requestCancel(org, id));
    assertThat(read(org, () -> world.runs().isCancelRequested(org, run))).isTrue();
    assertThat(find(run).cancelRequested()).isTrue();
    assertThat(find(run).status()).isEqualTo(RunStatus.QUEUED);
    assertThat(read(org, () -> world.runs().isCancelRequested(org, untouched))).isFalse();
  }

  @Test
  void endsARunWithItsSteps() {
    RunId run = given.run(org, "a", "b", "c");
    Step first = find(run).steps().get(0).started(given.time(), 0);
    Step done = first.ended(0, 0, Duration.ofMillis(5));
    Step second = find(run).steps().get(1).started(given.time(), 10);
    to(run, id -> world.runs().save(org, id, done));
    to(run, id -> world.runs().save(org, id, second));
    Instant at = given.time();
    assertThat(append(org, () -> world.runs().end(org, run, FAILURE, at))).isTrue();
    Run ended = find(run);
    assertThat(ended.status()).isEqualTo(RunStatus.FAILED);
    assertThat(ended.ending()).contains(FAILURE);
    assertThat(ended.times().finishedAt()).contains(at);
    assertThat(ended.steps()).containsExactly(done, second.leftBehind(), ended.steps().get(2));
    assertThat(ended.steps().get(1).status()).isEqualTo(StepStatus.CANCELED);
    assertThat(ended.steps().get(2).status()).isEqualTo(StepStatus.SKIPPED);
  }

  @Test
  void keepsAnEndingWithoutDetails() {
    RunId run = given.run(org, "true");
    end(run, SUCCESS);
    assertThat(find(run).ending()).contains(SUCCESS);
  }

  @Test
  void endsARunOnce() {
    RunId run = given.run(org, "true");
    assertThat(end(run, SUCCESS)).isTrue();
    Run before = find(run);
    assertThat(end(run, FAILURE)).isFalse();
    assertThat(end(run, SUCCESS)).isFalse();
    assertThat(find(run)).isEqualTo(before);
  }

  @Test
  void letsOneOfThoseWhoEndARunAtOnceEndIt() {
    RunId run = given.run(org, "true");
    List<Future<Boolean>> attempts =
        Stream.generate(() -> elsewhere(() -> end(run, SUCCESS))).limit(4).toList();
    assertThat(attempts.stream().map(WorldContract::outcomeOf).filter(won -> won)).hasSize(1);
  }

  @Test
  void refusesToWriteOutsideOfATransaction() {
    RunId run = given.run(org, "true");
    Run before = find(run);
    Run fresh = given.newRun(org, ada, Fixtures.pipeline("true"));
    assertThatThrownBy(() -> world.runs().add(fresh)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> world.runs().end(org, run, SUCCESS, given.time()))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> world.runs().requestCancel(org, run))
        .isInstanceOf(RuntimeException.class);
    assertThat(find(run)).isEqualTo(before);
  }

  private static Pipeline everything(CloneSpec.Revision revision) {
    return new Pipeline(
        Optional.of(
            new CloneSpec(
                new RepositoryUrl("https://git.example.org:8443/a/b.git"), Optional.of(revision))),
        List.of("make 'ü \uD83D\uDE80'", "printf '%s\n' \"$X\"\nexit 3"),
        Optional.of("registry.example.org:5000/team/image:1.2"),
        Map.of("EMPTY", "", "TEXT", "a\nb\\\"ü\uD83D\uDE80"),
        Duration.ofHours(6),
        new Resources(0.1, 16, 8, 1_048_576),
        NetworkMode.NONE,
        List.of(new ArtifactPattern("dist/**"), new ArtifactPattern("\u00fc?*.txt")),
        Optional.empty());
  }

  private static PinnedSecret referred(PinnedSecret pinned) {
    return new PinnedSecret(pinned.address(), pinned.place(), false);
  }

  private PinnedSecret place(String name, long version) {
    Environment environment = given.environment(org);
    SecretPlace place = placeIn(environment, name, version);
    return new PinnedSecret(
        new KeyAddress(
            new ProjectName(given.word()), new EnvironmentName(given.word()), place.name()),
        place,
        true);
  }

  private SecretPlace placeIn(Environment environment, String name, long version) {
    return change(
        org,
        () -> {
          SecretPlace place = given.newSecret(environment, name, 1, ada).version().place();
          for (long v = 1; v <= version; v++) {
            given.put(given.newSecret(environment, name, v, ada));
          }
          return new SecretPlace(org, place.project(), place.environment(), place.name(), version);
        });
  }

  private void add(Run run) {
    changing(run.org(), () -> world.runs().add(run));
  }

  private Run find(RunId run) {
    return read(org, () -> world.runs().find(org, run).orElseThrow());
  }

  private void to(RunId run, Consumer<RunId> work) {
    appending(org, () -> work.accept(run));
  }

  private boolean end(RunId run, Ending ending) {
    return change(org, () -> world.runs().end(org, run, ending, given.time()));
  }

  private List<RunId> ids(Optional<RunId> before, int limit) {
    return ids(Optional.empty(), before, limit);
  }

  private List<RunId> ids(Optional<RunShare> share, Optional<RunId> before, int limit) {
    return read(org, () -> world.runs().list(org, share, before, limit)).stream()
        .map(Run::id)
        .toList();
  }

  private boolean pin(RunId run, List<PinnedSecret> secrets) {
    return change(org, () -> world.runs().pinSecrets(org, run, secrets));
  }

  private List<PinnedSecret> pinned(RunId run) {
    return read(org, () -> world.runs().pinnedSecrets(org, run));
  }
}
