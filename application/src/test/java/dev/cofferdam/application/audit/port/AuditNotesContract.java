package dev.cofferdam.application.audit.port;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainCheck;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.ids.OrgId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link AuditNotes} promise. */
public abstract class AuditNotesContract extends WorldContract {
  private OrgId org;

  @BeforeEach
  public final void makeOrg() {
    org = given.org();
  }

  @Test
  void putsAnEntryBehindTheChain() {
    LedgerHead before = head();
    world.auditNotes().note(org, entry("secret:x"));
    ChainedEntry kept = entries().get((int) before.seq());
    assertThat(kept.action()).isEqualTo("secret.read");
    assertThat(kept.resource()).isEqualTo("secret:x");
    assertThat(kept.outcome()).isEqualTo("refused");
    assertChainHolds();
  }

  @Test
  void leavesTheOrgAsItIs() {
    long state = head().state();
    world.auditNotes().note(org, entry("secret:x"));
    assertThat(head().state()).isEqualTo(state);
  }

  @Test
  void refusesAnOrgWithoutALedgerHead() {
    assertThat(codeOf(() -> world.auditNotes().note(new OrgId(given.id()), entry("secret:x"))))
        .isEqualTo("org_not_found");
  }

  @Test
  void keepsOneChainAmongChanges() {
    long before = head().seq();
    List<Future<Integer>> work = new ArrayList<>();
    for (int hand = 0; hand < 4; hand++) {
      work.add(
          elsewhere(
              () -> {
                for (int i = 0; i < 20; i++) {
                  world.auditNotes().note(org, entry("secret:" + i));
                }
                return 20;
              }));
      work.add(
          elsewhere(
              () -> {
                for (int i = 0; i < 5; i++) {
                  given.project(org);
                }
                return 0;
              }));
    }
    int noted = work.stream().mapToInt(WorldContract::outcomeOf).sum();
    assertThat(head().seq()).isEqualTo(before + noted);
    assertChainHolds();
  }

  private static AuditEntry entry(String resource) {
    return new AuditEntry(
        new Actor.Installation("tests", Actor.Origin.INSIDE),
        "secret.read",
        resource,
        AuditEntry.Outcome.REFUSED);
  }

  private LedgerHead head() {
    return read(org, () -> world.auditTrail().head(org).orElseThrow());
  }

  private List<ChainedEntry> entries() {
    return read(org, () -> world.auditTrail().oldest(org, 0, 10_000));
  }

  private void assertChainHolds() {
    ChainCheck check = new ChainCheck(org);
    entries().forEach(check::accept);
    assertThat(check.finish(head()).ok()).isTrue();
  }
}
