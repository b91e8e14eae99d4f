package dev.cofferdam.adapters.postgres.runs;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.events.port.Outbox;
import dev.cofferdam.application.events.port.OutboxEvent;
import dev.cofferdam.application.runs.port.RunQueue;
import dev.cofferdam.domain.ids.EventId;
import dev.cofferdam.domain.ids.IdSource;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.runs.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The queue in PostgreSQL: the runs themselves. An advisory lock keeps two processes from deciding
 * at once; who dies in the middle lets go of it.
 */
public final class JdbiRunQueue implements RunQueue {
  private final JdbiTransactions system;
  private final Outbox outbox;
  private final IdSource ids;

  /**
   * @param system transactions of the system role
   * @param outbox of the same role
   */
  public JdbiRunQueue(JdbiTransactions system, Outbox outbox, IdSource ids) {
    this.system = system;
    this.outbox = outbox;
    this.ids = ids;
  }

  @Override
  public boolean isWaiting() {
    return system.look(handle -> handle.attach(RunQueueDao.class).isWaiting());
  }

  @Override
  public List<Admitted> admit(Moment moment, Function<Standing, List<Place>> decision) {
    return system.required(
        () -> {
          RunQueueDao dao = system.handle().attach(RunQueueDao.class);
          return dao.lock() ? decide(dao, moment, decision) : List.<Admitted>of();
        });
  }

  private List<Admitted> decide(
      RunQueueDao dao, Moment moment, Function<Standing, List<Place>> decision) {
    Standing standing =
        new Standing(
            dao.room(moment.heard()).stream()
                .collect(toMap(RunQueueDao.RoomRow::pool, RunQueueDao.RoomRow::free)),
            dao.lines(moment.known(), Worker.SHARED).stream()
                .collect(
                    groupingBy(
                        RunQueueDao.LineRow::pool, mapping(RunQueueDao.LineRow::toLine, toList()))),
            dao.lastTurn().orElse(0L));
    List<Admitted> admitted = new ArrayList<>();
    for (Place place : decision.apply(standing)) {
      OrgId org = place.turn().org();
      dao.admitOldest(org.value(), place.pool(), moment.at())
          .map(RunQueueDao.AdmittedRow::toAdmitted)
          .ifPresent(admitted::add);
      dao.took(org.value(), place.turn().at());
    }
    admitted.forEach(
        run ->
            outbox.publish(
                new OutboxEvent(
                    new EventId(ids.next()), run.org(), ADMITTED, run.run().toString())));
    return admitted;
  }

  @Override
  public List<Admitted> underWay(int limit) {
    return system.look(handle -> handle.attach(RunQueueDao.class).underWay(limit)).stream()
        .map(RunQueueDao.AdmittedRow::toAdmitted)
        .toList();
  }

  @Override
  public Optional<Admitted> find(OrgId org, RunId run) {
    return system
        .look(handle -> handle.attach(RunQueueDao.class).find(org.value(), run.value()))
        .map(RunQueueDao.AdmittedRow::toAdmitted);
  }
}
