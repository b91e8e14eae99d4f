package dev.cofferdam.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.ChainWalk;
import dev.cofferdam.application.audit.OutsideCheckpoints;
import dev.cofferdam.application.audit.RowWalk;
import dev.cofferdam.application.audit.TakeCheckpoints;
import dev.cofferdam.application.audit.TrimAudit;
import dev.cofferdam.application.audit.VerifyAudit;
import dev.cofferdam.application.audit.Witness.Source;
import dev.cofferdam.application.audit.port.InMemoryNotary;
import dev.cofferdam.application.audit.port.InMemoryObjectStore;
import dev.cofferdam.application.vault.VaultEvidence;
import dev.cofferdam.application.vault.port.InMemorySealer;
import dev.cofferdam.application.world.Fixtures;
import dev.cofferdam.application.world.MovableClock;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainClaim;
import dev.cofferdam.domain.audit.ChainHash;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.Commitment;
import dev.cofferdam.domain.audit.SignedClaim;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.RequestId;
import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody who is a superuser of the database does to an audit trail what they like. */
class AuditTamperingTest {
  @AutoClose private static final TestDatabase DATABASE = TestDatabase.create();
  private static final int ENTRIES = 8;
  private static final int CHECKPOINT = 5;

  private final MovableClock clock = new MovableClock(Instant.parse("2020-11-21T12:00:00Z"));
  private final JdbiWorld world = new JdbiWorld(DATABASE, clock);
  private final InMemoryNotary notary = new InMemoryNotary();
  private final OutsideCheckpoints outside =
      new OutsideCheckpoints(new InMemoryObjectStore(), notary);
  private final Gatekeeper gatekeeper =
      new Gatekeeper(world.orgs(), (actor, place, action, resource) -> {});
  private OrgId org;
  private Actor owner;

  /** Eight entries, a checkpoint behind the fifth. */
  @BeforeEach
  void makeTrail() {
    DATABASE.clear();
    withoutConstraints();
    Fixtures given = new Fixtures(world);
    UserId user = given.user();
    org = given.org(user);
    owner =
        new Actor.SignedIn(
            user,
            new SessionId(given.id()),
            new Actor.Origin(Optional.of("203.0.113.7"), Optional.of(new RequestId(given.id()))));
    record("org.create", 1);
    record(CHECKPOINT - 1);
    assertThat(takeCheckpoints().taken()).isEqualTo(1);
    record(ENTRIES - CHECKPOINT);
  }

  @Test
  void anHonestTrailIsProvenUpToTheCheckpoint() {
    VerifyAudit.Outcome finding = verify();
    assertThat(finding.chain().ok()).isTrue();
    assertThat(finding.chain().entries()).isEqualTo(ENTRIES);
    assertThat(finding.provenBy().orElseThrow().source()).isEqualTo(Source.OUTSIDE);
    assertThat(finding.provenBy().orElseThrow().seq()).isEqualTo(CHECKPOINT);
  }

  /** Each byte of each column of an entry in its middle, one after the other. */
  @Test
  void anyChangedByteIsFound() {
    int flipped = 0;
    for (String column : columns()) {
      List<String> changes = changesOf(column);
      assertThat(changes).as(column).isNotEmpty();
      for (String change : changes) {
        superuser(
            "create table kept as select * from audit_entries",
            "update audit_entries set %s = %s where seq = 4".formatted(column, change));
        assertThat(verify().chain().firstBad())
            .as(column + " = " + change)
            .isEqualTo(OptionalLong.of(4));
        superuser(
            "delete from audit_entries",
            "insert into audit_entries select * from kept",
            "drop table kept");
        flipped++;
      }
    }
    assertThat(flipped).isGreaterThan(250);
    assertThat(verify().chain().ok()).as("everything is back").isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5, 7, 8})
  void anyMissingRowIsFound(int seq) {
    superuser("delete from audit_entries where seq = " + seq);
    assertBad(seq);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7})
  void aMissingRowIsFoundEvenIfTheOthersMovedUp(int seq) {
    superuser(
        "delete from audit_entries where seq = " + seq,
        "update audit_entries set seq = -seq where seq > " + seq,
        "update audit_entries set seq = -seq - 1 where seq < 0",
        "update ledger_heads set seq = seq - 1");
    assertBad(seq);
  }

  @Test
  void swappedRowsAreFound() {
    superuser(
        "update audit_entries set seq = -1 where seq = 3",
        "update audit_entries set seq = 3 where seq = 6",
        "update audit_entries set seq = 6 where seq = -1");
    assertBad(3);
  }

  @Test
  void aCutTailIsFoundByTheHead() {
    superuser("delete from audit_entries where seq > 6");
    assertBad(7);
  }

  @Test
  void aCutTailIsFoundByTheCheckpointWhenTheHeadWasMovedToo() {
    cutBehind(3);
    assertBad(4);
    superuser("delete from audit_checkpoints");
    assertBad(4);
  }

  @Test
  void aTailThatWasCutBehindTheCheckpointIsWhatIsNotProven() {
    ChainHash noted = hashAt(ENTRIES);
    cutBehind(6);
    VerifyAudit.Outcome finding = verify();
    assertThat(finding.chain().ok()).isTrue();
    assertThat(finding.provenBy().orElseThrow().seq()).isEqualTo(CHECKPOINT);
    assertThat(verify(new VerifyAudit.Known.Noted(ENTRIES, noted)).chain().firstBad())
        .as("who noted the head finds it")
        .isEqualTo(OptionalLong.of(7));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5})
  void aChainThatWasRewrittenIsFoundByTheCheckpoint(int seq) {
    rewriteFrom(seq);
    assertBad(CHECKPOINT);
    superuser("delete from audit_checkpoints");
    assertBad(CHECKPOINT);
  }

  @Test
  void aChainThatWasRewrittenBehindTheCheckpointIsWhatIsNotProven() {
    rewriteFrom(6);
    VerifyAudit.Outcome finding = verify();
    assertThat(finding.chain().ok()).isTrue();
    assertThat(finding.provenBy().orElseThrow().seq()).isEqualTo(CHECKPOINT);
  }

  @Test
  void anOlderDatabaseThatWasPutBackIsFoundAndSignedNoMore() {
    record(2);
    superuser(
        "create table kept_entries as select * from audit_entries",
        "create table kept_heads as select * from ledger_heads",
        "create table kept_checkpoints as select * from audit_checkpoints");
    record(3);
    assertThat(takeCheckpoints().taken()).isEqualTo(1);
    superuser(
        "truncate audit_entries, audit_checkpoints",
        "insert into audit_entries select * from kept_entries",
        "insert into audit_checkpoints select * from kept_checkpoints",
        "update ledger_heads h set seq = k.seq, hash = k.hash, state = k.state"
            + " from kept_heads k where k.org_id = h.org_id",
        "drop table kept_entries, kept_heads, kept_checkpoints");
    assertBad(11);
    record(10);
    assertBad(13);
    assertThat(takeCheckpoints().broken()).containsExactly(org);
    assertBad(13);
  }

  @Test
  void aCheckpointThatWasTamperedWithProvesNothing() {
    superuser(
        "update audit_checkpoints set claim = overlay(claim placing 'AAAA' from length(claim) - 9)");
    assertThat(verify().chain().ok()).isTrue();
    rewriteFrom(2);
    assertBad(CHECKPOINT);
  }

  @Test
  void anAnchorThatNobodySignedRemovesNothing() {
    superuser(
        "insert into audit_anchors (org_id, seq, claim)"
            + " select org_id, seq, replace(claim, '-checkpoint-', '-anchor-') from audit_checkpoints",
        "delete from audit_entries where seq <= 5");
    assertBad(1);
  }

  @Test
  void whatIsLeftAfterItsTimeIsProvenFromTheAnchorOn() {
    clock.advance(Duration.ofDays(40));
    record(2);
    assertThat(takeCheckpoints().taken()).isEqualTo(1);
    assertThat(trim().removed()).isEqualTo(ENTRIES);
    VerifyAudit.Outcome finding = verify();
    assertThat(finding.chain().ok()).isTrue();
    assertThat(finding.chain().entries()).isEqualTo(3);
    assertThat(finding.anchor().orElseThrow().claim().seq()).isEqualTo(ENTRIES);
    assertThat(finding.provenBy().orElseThrow().seq()).isEqualTo(ENTRIES + 2);
    superuser("delete from audit_entries where seq = 9");
    assertBad(9);
    superuser("delete from audit_anchors");
    assertBad(1);
  }

  /** The checkpoint's hash stands in its row again for as long as the next one is taken. */
  @Test
  void aChainThatLooksLikeItselfAtTheCheckpointAloneIsNotSigned() {
    ChainHash honest = hashAt(CHECKPOINT);
    rewriteFrom(2);
    ChainHash rewritten = hashAt(CHECKPOINT);
    putHash(CHECKPOINT, honest);
    assertThat(takeCheckpoints().broken()).containsExactly(org);
    putHash(CHECKPOINT, rewritten);
    superuser("delete from audit_checkpoints");
    assertBad(CHECKPOINT);
  }

  /** The claim is ours, but a checkpoint, and of somebody's own org. */
  @Test
  void aClaimOfAnotherOrgIsNoAnchor() {
    OrgId mine = new Fixtures(world).org(new Fixtures(world).user());
    ChainClaim about =
        new ChainClaim(
            ChainClaim.Kind.CHECKPOINT, mine, 20, ChainHash.genesis(mine), 20, clock.instant());
    assertIsNoAnchor(notary.sign(about));
  }

  @Test
  void aCheckpointOfTheOrgIsNoAnchor() {
    ChainClaim about =
        new ChainClaim(ChainClaim.Kind.CHECKPOINT, org, 6, hashAt(6), 20, clock.instant());
    assertIsNoAnchor(notary.sign(about));
  }

  private void assertIsNoAnchor(SignedClaim claim) {
    rewriteFrom(2);
    superuser(
        "create table hidden as select * from audit_entries where seq = " + CHECKPOINT,
        "delete from audit_entries where seq = " + CHECKPOINT,
        "insert into audit_anchors (org_id, seq, claim) select org_id, %d, '%s' from hidden"
            .formatted(claim.claim().seq(), claim.text()));
    assertThat(takeCheckpoints().broken()).contains(org);
    clock.advance(Duration.ofDays(40));
    assertThat(trim().removed()).isZero();
    superuser(
        "insert into audit_entries select * from hidden",
        "drop table hidden",
        "delete from audit_anchors",
        "delete from audit_checkpoints");
    assertBad(CHECKPOINT);
  }

  private void putHash(long seq, ChainHash hash) {
    superuser(
        "update audit_entries set hash = decode('%s', 'hex') where seq = %d".formatted(hash, seq));
  }

  private TrimAudit.Outcome trim() {
    TakeCheckpoints.Chains chains =
        new TakeCheckpoints.Chains(world.ledger(), world.auditTrail(), world.checkpoints());
    return new TrimAudit(
            world.trailTrimmer(),
            kept -> Optional.of(Duration.ofDays(30)),
            chains,
            new ChainWalk(world.ledger(), world.auditTrail(), world.checkpoints(), notary),
            outside,
            notary,
            clock)
        .execute();
  }

  @Test
  void timesThatNobodyEverWroteAreFound() {
    superuser("update audit_entries set at = 'infinity' where seq = 2");
    assertBad(2);
    superuser("update audit_entries set at = '-infinity' where seq = 2");
    assertBad(2);
  }

  private void record(int entries) {
    record("secret.reveal", entries);
  }

  private void record(String action, int entries) {
    for (int i = 0; i < entries; i++) {
      world
          .ledger()
          .change(
              Access.ofInstallation(org),
              change ->
                  change.record(
                      AuditEntry.allowed(owner, action, "secret:shop/prod/K@1")
                          .committing(Commitment.TO_NOTHING)));
    }
  }

  private TakeCheckpoints.Outcome takeCheckpoints() {
    clock.advance(Duration.ofMinutes(1));
    return new TakeCheckpoints(
            world.dueCheckpoints(),
            new TakeCheckpoints.Chains(world.ledger(), world.auditTrail(), world.checkpoints()),
            outside,
            notary,
            clock)
        .execute();
  }

  private VerifyAudit.Outcome verify() {
    return verify(new VerifyAudit.Known.Nothing());
  }

  private VerifyAudit.Outcome verify(VerifyAudit.Known known) {
    ChainWalk walk = new ChainWalk(world.ledger(), world.auditTrail(), world.checkpoints(), notary);
    RowWalk rows =
        new RowWalk(
            world.ledger(),
            world.auditTrail(),
            world.checkpoints(),
            notary,
            new VaultEvidence(world.vaultFacts(), new InMemorySealer()));
    return new VerifyAudit(gatekeeper, walk, rows, outside, notary)
        .execute(owner, new VerifyAudit.Command(org, known));
  }

  private void assertBad(long seq) {
    VerifyAudit.Outcome finding = verify();
    assertThat(finding.chain().ok()).isFalse();
    assertThat(finding.chain().firstBad()).isEqualTo(OptionalLong.of(seq));
  }

  private static void superuser(String... statements) {
    DATABASE
        .superuser()
        .useTransaction(
            handle -> {
              for (String statement : statements) {
                handle.execute(statement);
              }
            });
  }

  /** What a superuser would do away with first. */
  private static void withoutConstraints() {
    superuser(
        """
        do $$ declare name text; begin
          for name in select conname from pg_constraint
            where conrelid = 'audit_entries'::regclass and contype = 'c'
          loop execute 'alter table audit_entries drop constraint ' || quote_ident(name); end loop;
        end $$
        """);
  }

  private static List<String> columns() {
    return DATABASE
        .superuser()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select attname from pg_attribute
                        where attrelid = 'audit_entries'::regclass and attnum > 0
                        """)
                    .mapTo(String.class)
                    .list());
  }

  /** Expressions for the column's value with one byte, or what is nearest to one, changed. */
  private static List<String> changesOf(String column) {
    return switch (column) {
      case "org_id" -> List.of("gen_random_uuid()");
      case "seq" -> List.of("-4", "4000", "9223372036854775807");
      case "at" ->
          List.of("at + interval '1 microsecond'", "at - interval '1 hour'", "to_timestamp(0)");
      default -> bytesOf(column);
    };
  }

  private static List<String> bytesOf(String column) {
    boolean text = !column.equals("hash");
    int length =
        DATABASE
            .superuser()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            "select octet_length(%s) from audit_entries where seq = 4"
                                .formatted(column))
                        .mapTo(Integer.class)
                        .one());
    List<String> changes = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      String bytes = text ? "convert_to(" + column + ", 'UTF8')" : column;
      String flipped = "set_byte(%s, %d, get_byte(%s, %d) # 1)".formatted(bytes, i, bytes, i);
      changes.add(text ? "convert_from(" + flipped + ", 'UTF8')" : flipped);
    }
    changes.add(text ? column + " || ' '" : column + " || '\\x00'");
    changes.add(text ? "''" : "'\\x'");
    return changes;
  }

  private static void cutBehind(int seq) {
    superuser(
        "delete from audit_entries where seq > " + seq,
        "update ledger_heads h set seq = e.seq, hash = e.hash"
            + " from audit_entries e where e.org_id = h.org_id and e.seq = "
            + seq);
  }

  /** Changes an entry and chains everything behind it anew, head included. */
  private void rewriteFrom(int seq) {
    List<ChainedEntry> entries =
        world
            .ledger()
            .read(
                Access.ofInstallation(org),
                () -> world.auditTrail().oldest(org, seq - 1L, ENTRIES));
    ChainHash before = seq == 1 ? ChainHash.genesis(org) : hashAt(seq - 1L);
    DATABASE.superuser().useTransaction(handle -> rewrite(handle, entries, before));
  }

  private ChainHash hashAt(long seq) {
    return world
        .ledger()
        .read(
            Access.ofInstallation(org),
            () -> world.auditTrail().oldest(org, seq - 1, 1).get(0).hash());
  }

  private static void rewrite(Handle handle, List<ChainedEntry> entries, ChainHash start) {
    ChainHash before = start;
    for (ChainedEntry entry : entries) {
      ChainedEntry other =
          new ChainedEntry(
              entry.seq(),
              entry.at(),
              entry.actorKind(),
              entry.actorId(),
              entry.action(),
              "secret:shop/prod/OTHER@1",
              entry.outcome(),
              entry.address(),
              entry.requestId(),
              entry.commitment(),
              entry.hash());
      before = other.hashAfter(before);
      handle.execute(
          "update audit_entries set resource = ?, hash = ? where seq = ?",
          other.resource(),
          before.bytes(),
          entry.seq());
    }
    handle.execute("update ledger_heads set hash = ?", before.bytes());
  }
}
