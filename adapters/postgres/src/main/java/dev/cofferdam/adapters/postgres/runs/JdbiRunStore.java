package dev.cofferdam.adapters.postgres.runs;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.runs.port.RunStore;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Ending;
import dev.cofferdam.domain.runs.PinnedSecret;
import dev.cofferdam.domain.runs.Reached;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.runs.RunShare;
import dev.cofferdam.domain.runs.RuntimeKind;
import dev.cofferdam.domain.runs.Step;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Runs and their steps. */
public final class JdbiRunStore implements RunStore {
  private final JdbiTransactions transactions;

  public JdbiRunStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void add(Run run) {
    UUID org = run.org().value();
    dao()
        .add(
            org,
            run.id().value(),
            PipelineRow.of(run.pipeline()),
            SecretSourceRow.of(run.environment()),
            run.createdBy().value(),
            run.status().code(),
            run.times().queuedAt(),
            run.retryOf().map(RunId::value));
    steps().add(org, run.steps().stream().map(step -> StepRow.of(run.id(), step)).toList());
  }

  @Override
  public Optional<Run> find(OrgId org, RunId run) {
    return runs(org, List.of(run.value())).stream().findFirst();
  }

  @Override
  public List<Run> list(OrgId org, Optional<RunShare> share, Optional<RunId> before, int limit) {
    Optional<UUID> end = before.map(RunId::value);
    List<UUID> page =
        share
            .map(each -> shared(org, each, end, limit))
            .orElseGet(() -> dao().newest(org.value(), end, limit));
    return page.isEmpty() ? List.of() : runs(org, page);
  }

  private List<UUID> shared(OrgId org, RunShare share, Optional<UUID> before, int limit) {
    List<UUID> environments = share.environments().stream().map(EnvironmentId::value).toList();
    return dao().newestOf(org.value(), environments, share.author().value(), before, limit);
  }

  /** Newest first. */
  private List<Run> runs(OrgId org, List<UUID> ids) {
    Map<UUID, List<Step>> steps =
        steps().of(org.value(), ids).stream()
            .collect(groupingBy(StepRow::runId, mapping(StepRow::toStep, toList())));
    return dao().of(org.value(), ids).stream()
        .map(row -> row.toRun(steps.getOrDefault(row.runId(), List.of())))
        .toList();
  }

  @Override
  public void prepare(OrgId org, RunId run, RuntimeKind runtime) {
    dao().prepare(org.value(), run.value(), runtime.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public void addReach(OrgId org, RunId run, List<Reached> environments) {
    pinned().addReach(org.value(), run.value(), environments.stream().map(ReachedRow::of).toList());
  }

  @Override
  public List<Reached> reach(OrgId org, RunId run) {
    return pinned().reach(org.value(), run.value()).stream().map(ReachedRow::toReached).toList();
  }

  @Override
  public boolean pinSecrets(OrgId org, RunId run, List<PinnedSecret> secrets) {
    boolean first = pinned().decide(org.value(), run.value()) == 1;
    if (first && !secrets.isEmpty()) {
      List<PinnedSecretRow> rows = secrets.stream().map(PinnedSecretRow::of).toList();
      pinned().add(org.value(), run.value(), rows);
    }
    return first;
  }

  @Override
  public List<PinnedSecret> pinnedSecrets(OrgId org, RunId run) {
    return pinned().of(org.value(), run.value()).stream().map(row -> row.toPinned(org)).toList();
  }

  @Override
  public void startCallSent(OrgId org, RunId run, Instant at) {
    dao().startCallSent(org.value(), run.value(), at);
  }

  @Override
  public boolean start(OrgId org, RunId run, Instant at) {
    return dao().start(org.value(), run.value(), at);
  }

  @Override
  public void cloned(OrgId org, RunId run, String commit) {
    dao().cloned(org.value(), run.value(), commit);
  }

  @Override
  public void save(OrgId org, RunId run, Step step) {
    steps().save(org.value(), StepRow.of(run, step));
  }

  @Override
  public boolean requeue(OrgId org, RunId run) {
    return dao().requeue(org.value(), run.value()) == 1;
  }

  @Override
  public void requestCancel(OrgId org, RunId run) {
    dao().requestCancel(org.value(), run.value());
  }

  @Override
  public boolean isCancelRequested(OrgId org, RunId run) {
    return dao().isCancelRequested(org.value(), run.value()).orElse(false);
  }

  @Override
  public boolean end(OrgId org, RunId run, Ending ending, Instant at) {
    String status = ending.status().code();
    return dao().end(org.value(), run.value(), status, EndingRow.of(ending), at) == 1;
  }

  private RunDao dao() {
    return transactions.handle().attach(RunDao.class);
  }

  private StepDao steps() {
    return transactions.handle().attach(StepDao.class);
  }

  private PinnedSecretDao pinned() {
    return transactions.handle().attach(PinnedSecretDao.class);
  }
}
