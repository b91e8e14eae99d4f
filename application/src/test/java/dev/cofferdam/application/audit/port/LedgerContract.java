package dev.cofferdam.application.audit.port;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainCheck;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RequestId;
import dev.cofferdam.domain.ids.RunId;
import dev.cofferdam.domain.vault.Project;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a {@link Ledger} promises. */
public abstract class LedgerContract extends WorldContract {
  private OrgId org;
  private OrgId other;

  @BeforeEach
  public final void makeOrgs() {
    org = given.org();
    other = given.org();
  }

  @Test
  void chainsTheEntriesOfAnOrgFromItsGenesisOn() {
    OrgId fresh = new OrgId(given.id());
    transacting(() -> world.ledger().open(fresh));
    assertThat(head(fresh).seq()).isZero();
    assertThat(head(fresh).hash()).isEqualTo(LedgerHead.first(fresh).hash());
    ChainedEntry first = record(fresh, "a.first");
    ChainedEntry second = record(fresh, "a.second");
    assertThat(first.seq()).isEqualTo(1);
    assertThat(first.hash()).isEqualTo(first.hashAfter(LedgerHead.first(fresh).hash()));
    assertThat(second.seq()).isEqualTo(2);
    assertThat(second.hash()).isEqualTo(second.hashAfter(first.hash()));
    assertThat(head(fresh).hash()).isEqualTo(second.hash());
  }

  @Test
  void givesTheEntryAsItIsKept() {
    Actor actor =
        new Actor.SignedIn(
            given.user(),
            given.actor(given.user()).session(),
            new Actor.Origin(Optional.of("2001:db8::1"), Optional.of(new RequestId(given.id()))));
    AuditEntry entry =
        new AuditEntry(actor, "secret.reveal", "secret:ü/\uD83D\uDE80", AuditEntry.Outcome.REFUSED);
    ChainedEntry given =
        world.ledger().change(Access.ofInstallation(org), change -> change.record(entry));
    List<ChainedEntry> kept = read(org, () -> world.auditTrail().oldest(org, given.seq() - 1, 10));
    assertThat(kept).containsExactly(given);
    assertThat(given.at()).isEqualTo(given.at().truncatedTo(ChronoUnit.MICROS));
    assertThat(given.actorKind()).isEqualTo("user");
    assertThat(given.actorId()).isEqualTo(actor.id());
    assertThat(given.outcome()).isEqualTo("refused");
    assertThat(given.address()).startsWith("sealed:" + actor.id() + ":");
  }

  @Test
  void tellsWhetherAnOrgHasChanged() {
    long state = head(org).state();
    assertThat(world.ledger().isAt(Access.ofInstallation(org), state)).isTrue();
    record(given.org(), "a.elsewhere");
    assertThat(world.ledger().isAt(Access.ofInstallation(org), state)).isTrue();
    record(org, "a.change");
    assertThat(world.ledger().isAt(Access.ofInstallation(org), state)).isFalse();
    assertThat(read(org, () -> world.ledger().isAt(Access.ofInstallation(org), state))).isFalse();
    assertThat(world.ledger().isAt(Access.ofInstallation(org), head(org).state())).isTrue();
    Access nowhere = Access.ofInstallation(new OrgId(given.id()));
    assertThat(codeOf(() -> world.ledger().isAt(nowhere, state))).isEqualTo("org_not_found");
  }

  @Test
  void recordsSeveralEntriesInOneChange() {
    long before = head(org).seq();
    world
        .ledger()
        .change(
            Access.ofInstallation(org),
            change -> {
              change.record(entry("a.first"));
              change.record(entry("a.second"));
              return world
                  .ledger()
                  .change(Access.ofInstallation(org), nested -> nested.record(entry("a.third")));
            });
    assertThat(head(org).seq()).isEqualTo(before + 3);
    assertThat(check(org).ok()).isTrue();
  }

  @Test
  void commitsAChangeWithItsEntriesOrNeither() {
    Project project = given.newProject(org, "half-done");
    LedgerHead before = head(org);
    assertThatThrownBy(
            () ->
                world
                    .ledger()
                    .change(
                        Access.ofInstallation(org),
                        change -> {
                          world.projects().add(project, given.entry());
                          change.record(entry("project.create"));
                          throw Refusal.conflict("late", "Refused at the last moment.");
                        }))
        .isInstanceOf(Refusal.class);
    assertThat(head(org)).isEqualTo(before);
    assertThat(read(org, () -> world.projects().find(org, project.name()))).isEmpty();
    assertThat(check(org).ok()).isTrue();
  }

  @Test
  void growsTheStateWithEveryChangeAndWithNothingElse() {
    LedgerHead before = head(org);
    changing(org, () -> world.projects().add(given.newProject(org, "unaudited"), given.entry()));
    LedgerHead after = head(org);
    assertThat(after.state()).isGreaterThan(before.state());
    assertThat(after.seq()).isEqualTo(before.seq());
    RunId run = given.run(org, "true");
    LedgerHead between = head(org);
    append(org, () -> world.runLog().append(org, run, 0, new byte[] {1}));
    read(org, () -> world.projects().list(org, "", 10));
    assertThat(head(org)).isEqualTo(between);
  }

  @Test
  void refusesToChangeAnOrgWithoutALedgerHead() {
    OrgId unknown = new OrgId(given.id());
    assertThatThrownBy(() -> record(unknown, "a.first"))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("org_not_found"));
  }

  @Test
  void refusesToOpenOutsideOfATransaction() {
    OrgId fresh = new OrgId(given.id());
    assertThatThrownBy(() -> world.ledger().open(fresh)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> record(fresh, "a.first")).isInstanceOf(Refusal.class);
  }

  @Test
  void opensWithTheTransactionOrNotAtAll() {
    OrgId fresh = new OrgId(given.id());
    assertThatThrownBy(
            () ->
                transacting(
                    () -> {
                      world.ledger().open(fresh);
                      record(fresh, "a.first");
                      throw new IllegalStateException("too late");
                    }))
        .hasMessage("too late");
    assertThatThrownBy(() -> record(fresh, "a.first")).isInstanceOf(Refusal.class);
  }

  @Test
  void showsNoRowsOfAnotherOrgBehindAnOrgsDoor() {
    Project project = given.project(org);
    assertThat(read(org, () -> world.projects().find(org, project.name()))).isPresent();
    assertThat(read(other, () -> world.projects().find(org, project.name()))).isEmpty();
    assertThat(change(other, () -> world.projects().find(org, project.name()))).isEmpty();
    assertThat(append(other, () -> world.projects().find(org, project.name()))).isEmpty();
    assertThat(read(other, () -> world.auditTrail().head(org))).isEmpty();
    assertThat(read(other, () -> world.auditTrail().oldest(org, 0, 10))).isEmpty();
  }

  @Test
  void refusesToWriteRowsOfAnotherOrg() {
    Project foreign = given.newProject(org, "smuggled");
    assertThatThrownBy(() -> change(other, () -> world.projects().add(foreign, given.entry())))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> append(other, () -> world.projects().add(foreign, given.entry())))
        .isInstanceOf(RuntimeException.class);
    assertThat(read(org, () -> world.projects().find(org, foreign.name()))).isEmpty();
  }

  @Test
  void isBehindTheOuterOrgsDoorAgainAfterTheInnerOrgsDoor() {
    Project mine = given.project(org);
    Project theirs = given.project(other);
    boolean visible =
        change(
            org,
            () -> {
              assertThat(read(other, () -> world.projects().find(other, theirs.name())))
                  .isPresent();
              assertThat(world.projects().find(other, theirs.name())).isEmpty();
              world.projects().add(given.newProject(org, "written-afterwards"), given.entry());
              return world.projects().find(org, mine.name()).isPresent();
            });
    assertThat(visible).isTrue();
  }

  @Test
  void leavesNoDoorOpenBehindIt() {
    Project project = given.project(org);
    boolean seen =
        inTransaction(
            () -> {
              read(org, () -> world.projects().find(org, project.name()));
              try {
                return world.projects().find(org, project.name()).isPresent();
              } catch (RuntimeException refused) {
                return false;
              }
            });
    assertThat(seen).isFalse();
  }

  @Test
  void cantWriteWhileReading() {
    Project project = given.newProject(org, "sneaked-in");
    assertThatThrownBy(() -> read(org, () -> world.projects().add(project, given.entry())))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> read(org, () -> record(org, "a.first")))
        .isInstanceOf(RuntimeException.class);
    assertThat(read(org, () -> world.projects().find(org, project.name()))).isEmpty();
    assertThat(check(org).ok()).isTrue();
  }

  @Test
  void readsInsideAChangeWhatTheChangeWrote() {
    Project project = given.newProject(org, "just-now");
    boolean seen =
        change(
            org,
            () -> {
              world.projects().add(project, given.entry());
              return read(org, () -> world.projects().find(org, project.name()).isPresent());
            });
    assertThat(seen).isTrue();
  }

  @Test
  void makesTheChangesOfOneOrgOneAfterTheOther() {
    int writers = 4;
    long changes = 25;
    long before = head(org).seq();
    List<Future<List<Long>>> work = new ArrayList<>();
    for (int writer = 0; writer < writers; writer++) {
      work.add(
          elsewhere(
              () -> LongStream.range(0, changes).mapToObj(i -> record(org, "a.b").seq()).toList()));
    }
    List<Long> seqs = work.stream().flatMap(one -> outcomeOf(one).stream()).sorted().toList();
    assertThat(seqs)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(before + 1, before + writers * changes).boxed().toList());
    assertThat(check(org).ok()).isTrue();
  }

  @Test
  void changesTwoOrgsAtTheSameTime() {
    long seq =
        world
            .ledger()
            .change(
                Access.ofInstallation(org),
                held -> outcomeElsewhere(() -> record(other, "a.b").seq()));
    assertThat(seq).isEqualTo(head(other).seq());
  }

  @Test
  void appendsWhileSomebodyElseChangesTheOrg() {
    RunId run = given.run(org, "true");
    boolean appended =
        world
            .ledger()
            .change(
                Access.ofInstallation(org),
                held ->
                    outcomeElsewhere(
                        () ->
                            append(org, () -> world.runLog().append(org, run, 0, new byte[] {1}))));
    assertThat(appended).isTrue();
  }

  @Test
  void readsWhileSomebodyElseChangesTheOrg() {
    long before = head(org).seq();
    long seen =
        world
            .ledger()
            .change(
                Access.ofInstallation(org),
                change -> {
                  change.record(entry("a.b"));
                  return outcomeElsewhere(() -> head(org).seq());
                });
    assertThat(seen).isEqualTo(before);
  }

  private ChainedEntry record(OrgId where, String action) {
    return world
        .ledger()
        .change(Access.ofInstallation(where), change -> change.record(entry(action)));
  }

  private static AuditEntry entry(String action) {
    return AuditEntry.allowed(
        new Actor.Installation("tests", Actor.Origin.INSIDE), action, "thing:1");
  }

  private LedgerHead head(OrgId where) {
    return read(where, () -> world.auditTrail().head(where).orElseThrow());
  }

  private ChainCheck.Finding check(OrgId where) {
    return read(
        where,
        () -> {
          ChainCheck check = new ChainCheck(where);
          world.auditTrail().oldest(where, 0, 10_000).forEach(check::accept);
          return check.finish(world.auditTrail().head(where).orElseThrow());
        });
  }
}
