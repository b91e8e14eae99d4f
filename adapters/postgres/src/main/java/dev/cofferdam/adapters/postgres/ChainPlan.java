package dev.cofferdam.adapters.postgres;

import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Where the waiting entries of one org go, given its head. */
final class ChainPlan {
  private final List<WaitingEntry> entries;
  private final ChainStep step;

  private ChainPlan(List<WaitingEntry> entries, ChainStep step) {
    this.entries = entries;
    this.step = step;
  }

  /**
   * @param entries which all fit the head's state
   */
  static ChainPlan behind(LedgerHead head, List<WaitingEntry> entries, Instant at) {
    List<ChainStep.Link> links = new ArrayList<>(entries.size());
    LedgerHead last = head;
    for (WaitingEntry waiting : entries) {
      ChainedEntry chained = ChainedEntry.after(last, waiting.entry(), waiting.address(), at);
      links.add(new ChainStep.Link(chained, waiting.count(), waiting.seen()));
      last = last.with(chained);
    }
    return new ChainPlan(List.copyOf(entries), new ChainStep(head, last, links));
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
      entries.get(i).attempt(step.links().get(i).entry());
    }
  }

  /** After the commit. */
  void recorded() {
    for (int i = 0; i < entries.size(); i++) {
      entries.get(i).recorded(step.links().get(i).entry());
    }
  }
}
