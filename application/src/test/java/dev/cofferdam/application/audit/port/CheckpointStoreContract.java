package dev.cofferdam.application.audit.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.audit.ChainClaim;
import dev.cofferdam.domain.audit.ChainClaim.Kind;
import dev.cofferdam.domain.audit.ChainHash;
import dev.cofferdam.domain.audit.SignedClaim;
import dev.cofferdam.domain.ids.OrgId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a {@link CheckpointStore} promises. */
public abstract class CheckpointStoreContract extends WorldContract {
  private final Notary notary = new InMemoryNotary();
  private OrgId org;
  private OrgId other;

  @BeforeEach
  public final void makeOrgs() {
    org = given.org();
    other = given.org();
  }

  @Test
  void givesBackWhatWasAdded() {
    SignedClaim checkpoint = checkpoint(org, 3);
    appending(org, () -> world.checkpoints().add(checkpoint));
    assertThat(newest(org, Long.MAX_VALUE, 10)).containsExactly(checkpoint);
    assertThat(notary.vouchesFor(newest(org, Long.MAX_VALUE, 10).get(0))).isTrue();
  }

  @Test
  void keepsTheFirstOfOnePlace() {
    SignedClaim first = checkpoint(org, 3);
    appending(org, () -> world.checkpoints().add(first));
    appending(org, () -> world.checkpoints().add(checkpoint(org, 3)));
    assertThat(newest(org, Long.MAX_VALUE, 10)).containsExactly(first);
  }

  @Test
  void showsPagesFromBothEnds() {
    for (long seq : new long[] {9, 2, 30, 5}) {
      appending(org, () -> world.checkpoints().add(checkpoint(org, seq)));
    }
    assertThat(seqs(newest(org, Long.MAX_VALUE, 3))).containsExactly(30L, 9L, 5L);
    assertThat(seqs(newest(org, 9, 3))).containsExactly(5L, 2L);
    assertThat(seqs(between(org, 0, Long.MAX_VALUE, 3))).containsExactly(2L, 5L, 9L);
    assertThat(seqs(between(org, 2, 9, 3))).containsExactly(5L, 9L);
    assertThat(between(org, 9, 9, 3)).isEmpty();
  }

  @Test
  void belongsToOneOrg() {
    appending(org, () -> world.checkpoints().add(checkpoint(org, 3)));
    assertThat(newest(other, Long.MAX_VALUE, 10)).isEmpty();
    assertThat(read(other, () -> world.checkpoints().newest(org, Long.MAX_VALUE, 10))).isEmpty();
    assertThatThrownBy(() -> appending(other, () -> world.checkpoints().add(checkpoint(org, 4))))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void hasNoAnchorAtFirst() {
    assertThat(read(org, () -> world.checkpoints().anchor(org))).isEmpty();
  }

  private List<SignedClaim> newest(OrgId of, long before, int limit) {
    return read(of, () -> world.checkpoints().newest(of, before, limit));
  }

  private List<SignedClaim> between(OrgId of, long after, long last, int limit) {
    return read(of, () -> world.checkpoints().between(of, after, last, limit));
  }

  private static List<Long> seqs(List<SignedClaim> claims) {
    return claims.stream().map(claim -> claim.claim().seq()).toList();
  }

  private SignedClaim checkpoint(OrgId of, long seq) {
    return notary.sign(
        new ChainClaim(Kind.CHECKPOINT, of, seq, ChainHash.genesis(of), 7, given.time()));
  }
}
