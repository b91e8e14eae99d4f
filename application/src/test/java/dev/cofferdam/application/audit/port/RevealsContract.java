package dev.cofferdam.application.audit.port;

import static dev.cofferdam.application.world.Refusals.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.port.SealBroken;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainCheck;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.LedgerHead;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.metering.Metric;
import dev.cofferdam.domain.metering.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link Reveals} promise. */
public abstract class RevealsContract extends WorldContract {
  private static final Reveals.Count COUNT = new Reveals.Count("secret_reads", "secret_read");

  private OrgId org;
  private Reveals reveals;

  @BeforeEach
  public final void makeOrg() {
    org = given.org();
    reveals = world.reveals();
  }

  @Test
  void givesAwayWhatIsRecorded() {
    LedgerHead before = head(org);
    assertThat(give(org, before.state(), "a")).contains("value of a");
    ChainedEntry entry = entriesAfter(org, before.seq()).get(0);
    assertThat(entry.action()).isEqualTo("secret.reveal");
    assertThat(entry.resource()).isEqualTo("secret:a");
    assertThat(entry.outcome()).isEqualTo("allowed");
    assertThat(head(org).seq()).isEqualTo(before.seq() + 1);
    assertThat(check(org).ok()).isTrue();
  }

  @Test
  void isNoChangeOfTheOrg() {
    long state = head(org).state();
    assertThat(give(org, state, "a")).isPresent();
    assertThat(give(org, state, "b")).isPresent();
    assertThat(head(org).state()).isEqualTo(state);
  }

  @Test
  void countsEachOnce() {
    long state = head(org).state();
    give(org, state, "a");
    give(org, state, "a");
    assertThat(reads(org)).isEqualByComparingTo("2");
  }

  @Test
  void givesNothingAwayWhenTheOrgHasChanged() {
    long state = head(org).state();
    changing(org, () -> world.projects().add(given.newProject(org, "in-between"), given.entry()));
    LedgerHead changed = head(org);
    assertThat(give(org, state, "a")).isEmpty();
    assertThat(head(org)).isEqualTo(changed);
    assertThat(reads(org)).isZero();
    assertThat(give(org, changed.state(), "a")).isPresent();
  }

  @Test
  void goesOnBehindChanges() {
    for (int i = 0; i < 3; i++) {
      assertThat(give(org, head(org).state(), "a")).isPresent();
      given.project(org);
    }
    assertThat(check(org).ok()).isTrue();
    assertThat(reads(org)).isEqualByComparingTo("3");
  }

  @Test
  void refusesAnOrgWithoutALedgerHead() {
    assertThat(codeOf(() -> give(new OrgId(given.id()), 0, "a"))).isEqualTo("org_not_found");
  }

  @Test
  void givesNothingAwayThatDoesNotOpen() {
    long state = head(org).state();
    assertThatThrownBy(
            () ->
                reveals.give(
                    Access.ofInstallation(org),
                    new Reveals.Reveal(state, entry("a"), COUNT, List.of()),
                    () -> {
                      throw new IllegalStateException("broken seal");
                    }))
        .hasMessage("broken seal");
    assertThat(give(org, state, "b")).isPresent();
    assertThat(check(org).ok()).isTrue();
  }

  /** A key that was rotated: what was remembered does not open any more. */
  @Test
  void tellsThatTheOrgMovedWhereThatIsWhyItDoesNotOpen() {
    long state = head(org).state();
    Supplier<String> broken =
        () -> {
          throw new SealBroken("This");
        };
    Reveals.Reveal reveal = new Reveals.Reveal(state, entry("a"), COUNT, List.of());
    assertThatThrownBy(() -> reveals.give(Access.ofInstallation(org), reveal, broken))
        .isInstanceOf(SealBroken.class);

    changing(org, () -> {});

    assertThat(head(org).state()).isNotEqualTo(state);
    assertThat(reveals.give(Access.ofInstallation(org), reveal, broken)).isEmpty();
    assertThat(check(org).ok()).isTrue();
  }

  @Test
  void waitsForChangesOfItsOwnOrgAlone() {
    OrgId other = given.org();
    long state = head(org).state();
    long stateOfOther = head(other).state();
    AtomicBoolean ended = new AtomicBoolean();
    Future<Optional<String>> mine =
        world
            .ledger()
            .change(
                Access.ofInstallation(org),
                change -> {
                  Future<Optional<String>> waiting = elsewhere(() -> give(org, state, "mine"));
                  assertThat(outcomeElsewhere(() -> give(other, stateOfOther, "theirs")))
                      .isPresent();
                  assertThat(waiting.isDone()).isFalse();
                  ended.set(true);
                  return waiting;
                });
    assertThat(outcomeOf(mine)).as("the change moved the org").isEmpty();
    assertThat(ended).isTrue();
  }

  @Test
  void keepsOneChainAmongChangesAndRevealsOfManyOrgs() {
    List<OrgId> orgs = List.of(org, given.org(), given.org());
    List<Future<Integer>> work = new ArrayList<>();
    for (OrgId each : orgs) {
      for (int hand = 0; hand < 3; hand++) {
        work.add(elsewhere(() -> giveMany(each, 30)));
      }
      work.add(
          elsewhere(
              () -> {
                for (int i = 0; i < 10; i++) {
                  given.project(each);
                }
                return 0;
              }));
    }
    work.forEach(WorldContract::outcomeOf);
    int given = work.stream().mapToInt(WorldContract::outcomeOf).sum();
    long recorded = 0;
    for (OrgId each : orgs) {
      assertThat(check(each).ok()).isTrue();
      long entries = entriesAfter(each, 0).size();
      assertThat(reads(each)).isEqualByComparingTo(BigDecimal.valueOf(entries));
      recorded += entries;
    }
    assertThat(recorded).isEqualTo(given);
  }

  /** Returns how many were given away, of so many that were tried. */
  private int giveMany(OrgId from, int times) {
    int given = 0;
    for (int i = 0; i < times; i++) {
      if (give(from, head(from).state(), "a").isPresent()) {
        given++;
      }
    }
    return given;
  }

  private Optional<String> give(OrgId from, long state, String name) {
    return reveals.give(
        Access.ofInstallation(from),
        new Reveals.Reveal(state, entry(name), COUNT, List.of()),
        () -> "value of " + name);
  }

  private static AuditEntry entry(String name) {
    return AuditEntry.allowed(
        new Actor.Installation("tests", Actor.Origin.INSIDE), "secret.reveal", "secret:" + name);
  }

  private BigDecimal reads(OrgId where) {
    return read(where, () -> world.usage().totals(where, Period.of(Instant.now())))
        .getOrDefault(Metric.SECRET_READS, BigDecimal.ZERO);
  }

  private LedgerHead head(OrgId where) {
    return read(where, () -> world.auditTrail().head(where).orElseThrow());
  }

  private List<ChainedEntry> entriesAfter(OrgId where, long seq) {
    return read(where, () -> world.auditTrail().oldest(where, seq, 10_000));
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
