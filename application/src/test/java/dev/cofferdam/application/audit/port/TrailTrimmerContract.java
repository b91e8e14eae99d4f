package dev.cofferdam.application.audit.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainClaim;
import dev.cofferdam.domain.audit.ChainClaim.Kind;
import dev.cofferdam.domain.audit.ChainHash;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.SignedClaim;
import dev.cofferdam.domain.ids.OrgId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a {@link TrailTrimmer} promises. */
public abstract class TrailTrimmerContract extends WorldContract {
  private final Notary notary = new InMemoryNotary();

  @Test
  void knowsTheTime() {
    assertThat(world.trailTrimmer().now()).isCloseTo(Instant.now(), within(1, ChronoUnit.HOURS));
  }

  @Test
  void listsAllOrgsInPages() {
    List<OrgId> orgs = List.of(given.org(), given.org(), given.org());
    assertThat(world.trailTrimmer().orgs(Optional.empty(), 2)).isEqualTo(orgs.subList(0, 2));
    assertThat(world.trailTrimmer().orgs(Optional.of(orgs.get(1)), 2)).containsExactly(orgs.get(2));
    assertThat(world.trailTrimmer().orgs(Optional.of(orgs.get(2)), 2)).isEmpty();
  }

  @Test
  void removesNothingWithoutAnAnchor() {
    OrgId org = withEntries(3);
    assertThat(world.trailTrimmer().remove(org, 100)).isZero();
    assertThat(seqs(org)).containsExactly(1L, 2L, 3L);
  }

  @Test
  void removesUpToTheAnchorInBatches() {
    OrgId org = withEntries(6);
    OrgId other = withEntries(6);
    SignedClaim anchor = claim(Kind.ANCHOR, org, 4);
    world.trailTrimmer().put(anchor);
    assertThat(read(org, () -> world.checkpoints().anchor(org))).contains(anchor);
    assertThat(world.trailTrimmer().remove(org, 3)).isEqualTo(3);
    assertThat(seqs(org)).containsExactly(4L, 5L, 6L);
    assertThat(world.trailTrimmer().remove(org, 3)).isEqualTo(1);
    assertThat(world.trailTrimmer().remove(org, 3)).isZero();
    assertThat(seqs(org)).containsExactly(5L, 6L);
    assertThat(world.trailTrimmer().remove(other, 100)).isZero();
    assertThat(seqs(other)).hasSize(6);
  }

  @Test
  void removesCheckpointsBeforeTheAnchor() {
    OrgId org = withEntries(6);
    for (long seq : new long[] {2, 4, 6}) {
      appending(org, () -> world.checkpoints().add(claim(Kind.CHECKPOINT, org, seq)));
    }
    world.trailTrimmer().put(claim(Kind.ANCHOR, org, 4));
    world.trailTrimmer().remove(org, 100);
    assertThat(read(org, () -> world.checkpoints().between(org, 0, 100, 10)))
        .extracting(claim -> claim.claim().seq())
        .containsExactly(4L, 6L);
  }

  @Test
  void movesAnAnchorOnlyForward() {
    OrgId org = withEntries(6);
    SignedClaim further = claim(Kind.ANCHOR, org, 4);
    world.trailTrimmer().put(claim(Kind.ANCHOR, org, 2));
    world.trailTrimmer().put(further);
    world.trailTrimmer().put(claim(Kind.ANCHOR, org, 3));
    world.trailTrimmer().put(claim(Kind.ANCHOR, org, 4));
    assertThat(read(org, () -> world.checkpoints().anchor(org))).contains(further);
  }

  private List<Long> seqs(OrgId org) {
    return read(org, () -> world.auditTrail().oldest(org, 0, 100)).stream()
        .map(ChainedEntry::seq)
        .toList();
  }

  private SignedClaim claim(Kind kind, OrgId org, long seq) {
    return notary.sign(new ChainClaim(kind, org, seq, ChainHash.genesis(org), 1, given.time()));
  }

  private OrgId withEntries(int entries) {
    OrgId org = given.org();
    Actor inside = new Actor.Installation("tests", Actor.Origin.INSIDE);
    for (int i = 0; i < entries; i++) {
      world
          .ledger()
          .change(
              Access.ofInstallation(org),
              change -> change.record(AuditEntry.allowed(inside, "a.b", "thing:1")));
    }
    return org;
  }
}
