package dev.cofferdam.application.events.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.domain.events.Delivery;
import dev.cofferdam.domain.ids.DeliveryId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.WebhookEndpointId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Deliveries in memory, for those of the org and for who sends them. */
public final class InMemoryDeliveryStore implements DeliveryStore, DeliveryQueue {
  private final InMemoryTable<DeliveryId, Row> deliveries;
  private final Map<DeliveryId, Instant> leases = new HashMap<>();

  public InMemoryDeliveryStore(InMemoryTransactions transactions, InMemoryWebhookStore endpoints) {
    deliveries = InMemoryTable.ofOrgs(transactions);
    endpoints.onRemove(this::removeOf);
  }

  private record Row(Delivery value) implements InMemoryTable.Owned {
    @Override
    public OrgId org() {
      return value.org();
    }

    Line line() {
      return new Line(
          value.org(), value.endpoint().map(WebhookEndpointId::value).orElse(value.org().value()));
    }
  }

  private void removeOf(WebhookEndpointId endpoint) {
    deliveries.rows().stream()
        .filter(row -> row.value().endpoint().equals(Optional.of(endpoint)))
        .forEach(row -> deliveries.remove(row.value().id()));
  }

  @Override
  public void add(List<Delivery> added) {
    added.stream()
        .filter(one -> one.replayOf().isPresent() || !isThere(one))
        .forEach(one -> deliveries.put(one.id(), new Row(one)));
  }

  private boolean isThere(Delivery delivery) {
    Line line = new Row(delivery).line();
    return deliveries.rows().stream()
        .anyMatch(
            row ->
                row.value().replayOf().isEmpty()
                    && row.value().event().equals(delivery.event())
                    && row.line().equals(line));
  }

  @Override
  public Optional<Delivery> find(OrgId org, DeliveryId id) {
    return deliveries.find(id).filter(row -> row.org().equals(org)).map(Row::value);
  }

  @Override
  public List<Delivery> list(
      OrgId org, Optional<WebhookEndpointId> endpoint, Optional<DeliveryId> before, int limit) {
    return deliveries.rows().stream()
        .map(Row::value)
        .filter(one -> one.org().equals(org))
        .filter(one -> endpoint.isEmpty() || one.endpoint().equals(endpoint))
        .filter(one -> before.map(id -> textOf(one).compareTo(id.toString()) < 0).orElse(true))
        .sorted(Comparator.comparing(InMemoryDeliveryStore::textOf).reversed())
        .limit(limit)
        .toList();
  }

  private static String textOf(Delivery delivery) {
    return delivery.id().toString();
  }

  @Override
  public boolean save(Delivery delivery) {
    boolean pending =
        find(delivery.org(), delivery.id())
            .filter(one -> one.status() == Delivery.Status.PENDING)
            .isPresent();
    if (pending) {
      deliveries.put(delivery.id(), new Row(delivery));
      synchronized (leases) {
        leases.remove(delivery.id());
      }
    }
    return pending;
  }

  @Override
  public List<Claim> claim(
      Instant now, Duration lease, int limit, UnaryOperator<List<Line>> choose) {
    synchronized (leases) {
      Map<Line, Delivery> first = new HashMap<>();
      List<Row> due =
          deliveries.rowsOfAllOrgs().stream()
              .filter(row -> row.value().status() == Delivery.Status.PENDING)
              .filter(row -> !dueAt(row.value()).isAfter(now))
              .sorted(
                  Comparator.comparing((Row row) -> dueAt(row.value()))
                      .thenComparing(row -> textOf(row.value())))
              .toList();
      List<Line> lines = due.stream().map(Row::line).distinct().limit(limit).toList();
      due.forEach(row -> first.putIfAbsent(row.line(), row.value()));
      List<Claim> claims = new ArrayList<>();
      for (Line line : choose.apply(lines)) {
        Delivery delivery = first.remove(line);
        if (delivery != null) {
          leases.put(delivery.id(), now.plus(lease));
          claims.add(new Claim(line, delivery.id()));
        }
      }
      return claims;
    }
  }

  private Instant dueAt(Delivery delivery) {
    Instant next = delivery.next().orElseThrow();
    Instant lease = leases.getOrDefault(delivery.id(), next);
    return lease.isAfter(next) ? lease : next;
  }
}
