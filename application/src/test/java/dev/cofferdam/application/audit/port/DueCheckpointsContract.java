package dev.cofferdam.application.audit.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainClaim;
import dev.cofferdam.domain.audit.ChainClaim.Kind;
import dev.cofferdam.domain.audit.ChainHash;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link DueCheckpoints} promise. */
public abstract class DueCheckpointsContract extends WorldContract {
  private final Notary notary = new InMemoryNotary();

  @Test
  void namesNoOrgThatNothingHappenedIn() {
    given.org();
    assertThat(due(1, Instant.MAX)).isEmpty();
  }

  @Test
  void namesOrgsWithoutACheckpointAtOnce() {
    OrgId one = given.org();
    OrgId two = given.org();
    record(one, 1);
    record(two, 1);
    assertThat(due(1_000, Instant.EPOCH)).containsExactlyInAnyOrder(one, two);
    assertThat(world.dueCheckpoints().due(1_000, Instant.EPOCH, 1)).hasSize(1);
  }

  @Test
  void namesNoOrgWhoseHeadHasACheckpoint() {
    OrgId org = given.org();
    record(org, 3);
    checkpoint(org, 3, given.time());
    assertThat(due(1, Instant.now().plusSeconds(3600))).isEmpty();
  }

  @Test
  void namesOrgsThatWentOnOnceTheCheckpointIsOld() {
    OrgId org = given.org();
    Instant taken = given.time();
    record(org, 2);
    checkpoint(org, 1, taken);
    assertThat(due(1_000, taken.minusMillis(1))).isEmpty();
    assertThat(due(1_000, taken)).containsExactly(org);
  }

  @Test
  void namesOrgsThatWentFarOnSooner() {
    OrgId org = given.org();
    Instant taken = given.time();
    record(org, 4);
    checkpoint(org, 1, taken);
    assertThat(due(4, taken.minusMillis(1))).isEmpty();
    assertThat(due(3, taken.minusMillis(1))).containsExactly(org);
  }

  @Test
  void doesNotCountCheckpointsBehindTheHead() {
    OrgId org = given.org();
    record(org, 1);
    checkpoint(org, 99, given.time());
    assertThat(due(1_000, Instant.EPOCH)).containsExactly(org);
  }

  private List<OrgId> due(long entries, Instant since) {
    Instant bounded = since.equals(Instant.MAX) ? Instant.now().plusSeconds(3600) : since;
    return world.dueCheckpoints().due(entries, bounded, 100);
  }

  private void checkpoint(OrgId org, long seq, Instant at) {
    ChainClaim claim = new ChainClaim(Kind.CHECKPOINT, org, seq, ChainHash.genesis(org), 1, at);
    appending(org, () -> world.checkpoints().add(notary.sign(claim)));
  }

  private void record(OrgId org, int entries) {
    Actor inside = new Actor.Installation("tests", Actor.Origin.INSIDE);
    for (int i = 0; i < entries; i++) {
      world
          .ledger()
          .change(
              Access.ofInstallation(org),
              change -> change.record(AuditEntry.allowed(inside, "a.b", "thing:1")));
    }
  }
}
