package dev.cofferdam.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.audit.VerifyAudit;
import dev.cofferdam.application.vault.DeleteEnvironment.Branches;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.SecretChange;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.format.SecretFile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever people do to their secrets verifies, and what somebody else does to them does not. */
class VaultHistoriesTest {
  @AutoClose private static final TestDatabase DATABASE = TestDatabase.create();
  private static final List<String> ENVIRONMENTS = List.of("a", "b", "c", "d");
  private static final List<Branches> BRANCHES = List.of(Branches.values());
  private static final List<String> KEYS = List.of("K", "L", "M");
  private static final int STEPS = 50;

  /** One row of each of these is taken away, or put back to the one before. */
  private static final List<String> PUT_BACK =
      List.of(
          "delete from secret_versions where ctid = (select max(ctid) from secret_versions)",
          "delete from secret_proofs where ctid = (select max(ctid) from secret_proofs)",
          "delete from environment_states where ctid = (select max(ctid) from environment_states)",
          "delete from project_states where ctid = (select max(ctid) from project_states)",
          "delete from environment_settings"
              + " where ctid = (select max(ctid) from environment_settings)",
          "delete from secrets where ctid = (select min(ctid) from secrets)",
          "update secrets set version = version - 1"
              + " where ctid = (select min(ctid) from secrets where version > 1)",
          "update secrets set state = case state when 'set' then 'hidden' else 'set' end"
              + " where ctid = (select min(ctid) from secrets)",
          "update environments set is_protected = not is_protected"
              + " where ctid = (select min(ctid) from environments)",
          "update environments set deleted_at = now() where deleted_at is null",
          "update secret_versions v set sealed = o.sealed from secret_versions o"
              + " where o.ctid = (select min(ctid) from secret_versions where sealed is not null)"
              + " and v.ctid = (select max(ctid) from secret_versions where sealed is not null)");

  private final VaultUnderWatch vault = new VaultUnderWatch(DATABASE);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatPeopleDoVerifies(long seed) {
    Random random = new Random(seed);
    live(random, STEPS);
    assertWhole();
    vault.checkpoint();
    assertThat(vault.trim()).isGreaterThan(STEPS / 2);
    assertWhole();
    live(random, STEPS / 4);
    vault.create("last");
    vault.put("last", "K", "one");
    vault.put("last", "K", "two");
    assertWhole();
    vault.superuser(PUT_BACK.get(random.nextInt(PUT_BACK.size())));
    assertThat(vault.verify().rows().ok()).isFalse();
  }

  private void live(Random random, int steps) {
    for (int done = 0; done < steps; done += isDone(random) ? 1 : 0) {
      vault.tick();
    }
  }

  private void assertWhole() {
    VerifyAudit.Outcome outcome = vault.verify();
    assertThat(outcome.rows().firstBad()).isEmpty();
    assertThat(outcome.ok()).isTrue();
    assertThat(outcome.rows().uncommitted()).isZero();
  }

  /** Each way of putting something back, after the same history. */
  @Test
  void whatIsPutBackDoesNotVerify() {
    for (String statement : PUT_BACK) {
      VaultUnderWatch watched = new VaultUnderWatch(DATABASE);
      watched.create("a");
      watched.create("b", Optional.of("a"));
      watched.put("a", "K", "1");
      watched.put("b", "K", "1");
      watched.put("b", "K", "2");
      watched.protect("b", true);
      assertThat(watched.verify().ok()).isTrue();
      watched.superuser(statement);
      assertThat(watched.verify().rows().ok()).as(statement).isFalse();
    }
  }

  /** Returns false where it was refused. */
  private boolean isDone(Random random) {
    try {
      step(random);
      return true;
    } catch (Refusal ofCourse) {
      return false;
    }
  }

  private void step(Random random) {
    String environment = ENVIRONMENTS.get(random.nextInt(ENVIRONMENTS.size()));
    String other = ENVIRONMENTS.get(random.nextInt(ENVIRONMENTS.size()));
    String key = KEYS.get(random.nextInt(KEYS.size()));
    String value = "value " + random.nextInt(5);
    switch (random.nextInt(22)) {
      case 0 -> vault.create(environment);
      case 1 -> vault.create(environment, Optional.of(other));
      case 2 -> vault.rename(environment, other);
      case 3 -> vault.protect(environment, random.nextBoolean());
      case 4 -> vault.move(environment, Optional.of(other));
      case 5 -> vault.move(environment, Optional.empty());
      case 6 -> vault.delete(environment, BRANCHES.get(random.nextInt(BRANCHES.size())));
      case 7 -> vault.undelete(environment);
      case 8 -> vault.drop(environment, key, SecretChange.DELETE);
      case 9 -> vault.drop(environment, key, SecretChange.HIDE);
      case 10 -> vault.restore(environment, key, 1 + random.nextInt(3));
      case 11 -> vault.restore(environment, past(random));
      case 12 -> vault.load(environment, file(random.nextInt(40), value));
      case 13 -> vault.promote(environment, other);
      case 14 -> vault.change(environment, KEYS, value, Optional.empty());
      case 15 -> vault.change(environment, List.of("N"), value, Optional.of(key));
      case 16 -> vault.rotateKey();
      case 17 -> renameProject(random);
      case 18 -> vault.checkpoint();
      default -> vault.put(environment, key, value);
    }
  }

  private Instant past(Random random) {
    return vault.clock.instant().minusSeconds(1 + random.nextInt(STEPS / 2));
  }

  private void renameProject(Random random) {
    String shop = VaultUnderWatch.shop().value();
    if (random.nextBoolean()) {
      vault.renameProject(shop, "renamed");
      vault.renameProject("renamed", shop);
    } else {
      vault.deleteProject(shop);
      vault.undeleteProject(shop);
    }
  }

  private static SecretFile file(int keys, String value) {
    return new SecretFile(
        IntStream.range(0, keys)
            .mapToObj(
                i ->
                    new SecretFile.Entry(new SecretName("F" + i), SecretValue.ofText(value), i + 1))
            .toList(),
        List.of());
  }

  /** More rows than a page of anything, of which one is put back. */
  @Test
  void aLargeVaultIsReadThroughCursors() {
    vault.create("a");
    for (int round = 0; round < 4; round++) {
      vault.tick();
      vault.load("a", file(800, "round " + round));
    }
    VerifyAudit.Outcome outcome = vault.verify();
    assertThat(outcome.ok()).isTrue();
    assertThat(outcome.rows().compared()).isEqualTo(3_200 + 2);
    assertThat(outcome.rows().opened()).isEqualTo(3_200);
    vault.superuser(
        "delete from secret_versions where name = 'F700' and version = 4",
        "update secrets set version = 3 where name = 'F700'");
    assertThat(vault.verify().rows().firstBad().orElseThrow().resource())
        .isEqualTo("secret:shop/a/F700@4");
  }

  /** As it is after the upgrade: rows without anything that proves them, and a trail without. */
  @Test
  void whatIsOlderThanCommitmentsIsCommittedTo() {
    vault.create("a");
    vault.create("b", Optional.of("a"));
    vault.create("c");
    vault.load("a", file(1_200, "old"));
    vault.put("b", "K", "one");
    vault.put("b", "K", "two");
    vault.drop("a", "F0", SecretChange.HIDE);
    vault.protect("b", true);
    vault.rename("b", "z");
    vault.delete("c", Branches.REFUSE);
    vault.createProject("dead");
    vault.deleteProject("dead");
    vault.forgetCommitments();
    VerifyAudit.Outcome before = vault.verify();
    assertThat(before.ok()).as("nothing is known, and nothing wrong").isTrue();
    assertThat(before.rows().uncommitted()).isEqualTo(1_203);
    assertThat(before.rows().compared()).isZero();

    assertThat(vault.proveVault()).isEqualTo(1);
    assertThat(vault.proveVault()).isZero();
    assertWhole();
    assertThat(vault.verify().rows().opened()).isEqualTo(1_202);

    vault.undelete("c");
    vault.undeleteProject("dead");
    vault.put("z", "K", "three");
    vault.protect("z", false);
    assertWhole();
    vault.checkpoint();
    assertThat(vault.trim()).isPositive();
    assertWhole();
    vault.superuser("update secrets set version = 2 where name = 'K'");
    assertThat(vault.verify().rows().ok()).isFalse();
  }

  /** Whatever was there when it was committed to is what counts from then on. */
  @Test
  void whatWasCommittedToLaterIsProvenFromThenOn() {
    vault.create("a");
    vault.put("a", "K", "one");
    vault.put("a", "K", "two");
    vault.forgetCommitments();
    assertThat(vault.proveVault()).isEqualTo(1);
    vault.superuser(
        "delete from secret_versions where version = 2",
        "update secrets set version = 1 where name = 'K'");
    assertThat(vault.verify().rows().firstBad().orElseThrow().resource())
        .matches("secret:[0-9a-f-]{36}/K@2");
  }

  /** The key that tells values apart is gone with the org's, and nothing turns red for that. */
  @Test
  void whatNobodyOpensAnyMoreStaysProven() {
    vault.create("a");
    vault.put("a", "K", "one");
    vault.put("a", "K", "two");
    vault.destroyKey();
    VerifyAudit.Outcome outcome = vault.verify();
    assertThat(outcome.ok()).isTrue();
    assertThat(outcome.rows().opened()).isZero();
    vault.superuser("update secrets set version = 1 where name = 'K'");
    assertThat(vault.verify().rows().ok()).isFalse();
  }
}
