package dev.cofferdam.application.runs.port;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.application.events.port.Outbox;
import dev.cofferdam.application.events.port.OutboxEvent;
import dev.cofferdam.domain.ids.EventId;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Run;
import dev.cofferdam.domain.runs.Turns;
import dev.cofferdam.domain.runs.Worker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** The queue over runs in memory. */
public final class InMemoryRunQueue implements RunQueue, RunTurns {
  private final InMemoryTransactions transactions;
  private final InMemoryRunStore runs;
  private final InMemoryWorkerStore workers;
  private final Outbox outbox;
  private final IdSource ids;
  private final InMemoryTable<OrgId, Entitled> entitled;

  public InMemoryRunQueue(
      InMemoryTransactions transactions,
      InMemoryRunStore runs,
      InMemoryWorkerStore workers,
      Outbox outbox,
      IdSource ids) {
    this.transactions = transactions;
    this.runs = runs;
    this.workers = workers;
    this.outbox = outbox;
    this.ids = ids;
    entitled = InMemoryTable.ofAll(transactions);
  }

  private record Entitled(int weight, OptionalInt atOnce, Optional<Long> lastTurn) {
    static final Entitled NOBODY = new Entitled(1, OptionalInt.empty(), Optional.empty());
  }

  @Override
  public void entitle(OrgId org, int weight, OptionalInt atOnce) {
    Optional<Long> lastTurn = entitledTo(org).lastTurn();
    entitled.put(org, new Entitled(weight, atOnce, lastTurn));
  }

  private Entitled entitledTo(OrgId org) {
    return entitled.find(org).orElse(Entitled.NOBODY);
  }

  @Override
  public boolean isWaiting() {
    return !waiting().isEmpty();
  }

  private List<Run> waiting() {
    return runs.unfinished().stream()
        .filter(run -> runs.admitted().find(run.id()).isEmpty())
        .toList();
  }

  @Override
  public List<Admitted> admit(Moment moment, Function<Standing, List<Place>> decision) {
    return transactions.required(
        () -> {
          transactions.lock("run queue");
          List<Admitted> admitted = new ArrayList<>();
          for (Place place : decision.apply(standing(moment))) {
            OrgId org = place.turn().org();
            Entitled before = entitledTo(org);
            entitled.put(
                org,
                new Entitled(before.weight(), before.atOnce(), Optional.of(place.turn().at())));
            waiting().stream()
                .filter(run -> run.org().equals(org))
                .findFirst()
                .map(run -> new Admitted(org, run.id(), place.pool()))
                .ifPresent(
                    run -> {
                      runs.admitted().put(run.run(), run);
                      admitted.add(run);
                    });
          }
          admitted.forEach(this::publish);
          return admitted;
        });
  }

  private void publish(Admitted run) {
    outbox.publish(
        new OutboxEvent(new EventId(ids.next()), run.org(), ADMITTED, run.run().toString()));
  }

  private Standing standing(Moment moment) {
    Map<String, Integer> free = new HashMap<>();
    workers.since(moment.heard()).stream()
        .map(WorkerStore.Seen::worker)
        .filter(worker -> !worker.draining())
        .forEach(worker -> free.merge(worker.pool(), worker.slots(), Integer::sum));
    underWay(Integer.MAX_VALUE)
        .forEach(run -> free.computeIfPresent(run.pool(), (pool, room) -> room - 1));
    Map<String, List<Turns.Line>> lines =
        waiting().stream()
            .collect(groupingBy(Run::org, collectingAndThen(toList(), this::line)))
            .values()
            .stream()
            .collect(
                groupingBy(
                    line -> poolOf(line.org(), moment.known()),
                    mapping(Function.identity(), toList())));
    long now =
        entitled.rows().stream()
            .flatMap(org -> org.lastTurn().stream())
            .mapToLong(turn -> turn)
            .max()
            .orElse(0);
    return new Standing(free, lines, now);
  }

  private Turns.Line line(List<Run> waiting) {
    Run oldest = waiting.get(0);
    Entitled to = entitledTo(oldest.org());
    long underWay =
        underWay(Integer.MAX_VALUE).stream().filter(run -> run.org().equals(oldest.org())).count();
    return new Turns.Line(
        oldest.org(),
        to.weight(),
        to.atOnce(),
        to.lastTurn(),
        oldest.times().queuedAt(),
        waiting.size(),
        (int) underWay);
  }

  private String poolOf(OrgId org, Instant known) {
    return workers.since(known).stream()
        .map(WorkerStore.Seen::worker)
        .filter(worker -> worker.orgs().contains(org))
        .map(Worker::pool)
        .findFirst()
        .orElse(Worker.SHARED);
  }

  @Override
  public List<Admitted> underWay(int limit) {
    return runs.unfinished().stream()
        .flatMap(run -> runs.admitted().find(run.id()).stream())
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<Admitted> find(OrgId org, RunId run) {
    return underWay(Integer.MAX_VALUE).stream()
        .filter(admitted -> admitted.org().equals(org) && admitted.run().equals(run))
        .findFirst();
  }
}
