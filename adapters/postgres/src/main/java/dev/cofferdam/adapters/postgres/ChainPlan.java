package dev.cofferdam.adapters.postgres;

import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the waiting entries of one org go, given its head: first those that change nothing, then
 * writes, each of which changes the org. Those that the head's state does not fit, and writes that
 * can't go behind the others, go nowhere.
 */
final class ChainPlan {
  private final List<WaitingEntry> entries;
  private final List<WaitingEntry> moved;
  private final ChainStep step;

  private ChainPlan(List<WaitingEntry> entries, List<WaitingEntry> moved, ChainStep step) {
    this.entries = List.copyOf(entries);
    this.moved = List.copyOf(moved);
    this.step = step;
  }

  static ChainPlan behind(LedgerHead head, List<WaitingEntry> entries, Instant at) {
    ChainAssembly chain = new ChainAssembly(head, at);
    List<WaitingEntry> placed = new ArrayList<>(entries.size());
    List<WaitingEntry> moved = new ArrayList<>();
    for (boolean writes : new boolean[] {false, true}) {
      for (WaitingEntry entry : entries) {
        if (entry.isWrite() == writes) {
          (chain.add(entry) ? placed : moved).add(entry);
        }
      }
    }
    return new ChainPlan(placed, moved, chain.step());
  }

  ChainStep step() {
    return step;
  }

  OrgId org() {
    return step.to().org();
  }

  /** Before a commit is sent: should its answer get lost, this is what to look for. */
  void attempt() {
    for (int i = 0; i < entries.size(); i++) {
      entries.get(i).attempt(step.links().get(i));
    }
  }

  /** After the commit; nobody is told before all that want to hear of their write have heard. */
  void recorded() {
    for (int i = 0; i < entries.size(); i++) {
      entries.get(i).written(step.links().get(i));
    }
    for (int i = 0; i < entries.size(); i++) {
      entries.get(i).recorded(step.links().get(i));
    }
    moved.forEach(WaitingEntry::moved);
  }
}
