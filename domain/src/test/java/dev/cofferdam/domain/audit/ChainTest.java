package dev.cofferdam.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.ids.OrgId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The laws of an org's chain of entries. */
final class ChainTest {
  private static final OrgId ORG =
      new OrgId(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"));
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123456789Z");

  /** The format, computed step by step: it must never change, or no chain can be checked. */
  @Test
  void hashesAsItIsWrittenDown() throws Exception {
    MessageDigest genesis = MessageDigest.getInstance("SHA-256");
    genesis.update("cofferdam/audit/1".getBytes(StandardCharsets.US_ASCII));
    genesis.update(HexFormat.of().parseHex("01890a5dac96774bbcceb302099a8057"));
    byte[] start = genesis.digest();
    assertThat(ChainHash.genesis(ORG).bytes()).isEqualTo(start);

    MessageDigest first = MessageDigest.getInstance("SHA-256");
    first.update(start);
    first.update(ByteBuffer.allocate(16).putLong(1).putLong(1_795_262_400_123_456L).flip());
    for (String field : List.of("system", "runs", "run.create", "run:ü", "allowed", "", "")) {
      byte[] text = field.getBytes(StandardCharsets.UTF_8);
      first.update(ByteBuffer.allocate(4).putInt(text.length).flip());
      first.update(text);
    }
    ChainedEntry entry = ChainedEntry.after(LedgerHead.first(ORG), entry("run:ü"), "", NOW);
    assertThat(entry.at()).isEqualTo(Instant.parse("2026-11-21T12:00:00.123456Z"));
    assertThat(entry.hash().bytes()).isEqualTo(first.digest());
  }

  @Test
  void startsEachOrgsChainDifferently() {
    OrgId other = new OrgId(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8058"));
    assertThat(ChainHash.genesis(other)).isNotEqualTo(ChainHash.genesis(ORG));
  }

  @Test
  void isThirtyTwoBytesThatNobodyCanChange() {
    assertThatThrownBy(() -> ChainHash.of(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
    byte[] bytes = new byte[ChainHash.LENGTH];
    ChainHash hash = ChainHash.of(bytes);
    bytes[0] = 1;
    hash.bytes()[1] = 1;
    assertThat(hash)
        .isEqualTo(ChainHash.of(new byte[ChainHash.LENGTH]))
        .hasToString("0".repeat(64));
  }

  @Property(tries = 200)
  void checksAnHonestChain(@ForAll @Size(max = 30) List<@CharRange(to = '?') String> resources) {
    List<ChainedEntry> chain = chain(resources);
    ChainCheck.Finding finding = check(chain, head(chain));
    assertThat(finding.ok()).isTrue();
    assertThat(finding.entries()).isEqualTo(chain.size());
    assertThat(finding.head()).isEqualTo(head(chain).hash());
    assertThat(finding.firstBad()).isEmpty();
  }

  @Property(tries = 200)
  void findsTheFirstOfTwoSwappedEntries(
      @ForAll @IntRange(min = 2, max = 20) int length, @ForAll int one, @ForAll int another) {
    List<ChainedEntry> chain = chain(Collections.nCopies(length, "same"));
    int first = Math.floorMod(one, length);
    int second = Math.floorMod(another, length);
    List<ChainedEntry> swapped = new ArrayList<>(chain);
    Collections.swap(swapped, first, second);
    ChainCheck.Finding finding = check(swapped, head(chain));
    assertThat(finding.ok()).isEqualTo(first == second);
    if (first != second) {
      assertThat(finding.firstBad()).isEqualTo(OptionalLong.of(Math.min(first, second) + 1L));
    }
  }

  /** Whatever is written over, in whatever entry: that entry is the first bad one. */
  @Property(tries = 500)
  void findsAnySingleEdit(
      @ForAll @IntRange(min = 1, max = 20) int length,
      @ForAll int which,
      @ForAll @IntRange(max = 10) int field,
      @ForAll String text,
      @ForAll long number) {
    List<ChainedEntry> chain = chain(Collections.nCopies(length, "same"));
    int edited = Math.floorMod(which, length);
    ChainedEntry before = chain.get(edited);
    ChainedEntry after = edited(before, field, text, number);
    List<ChainedEntry> tampered = new ArrayList<>(chain);
    tampered.set(edited, after);
    ChainCheck.Finding finding = check(tampered, head(chain));
    if (after.equals(before)) {
      assertThat(finding.ok()).isTrue();
    } else {
      assertThat(finding.firstBad()).isEqualTo(OptionalLong.of(edited + 1L));
      assertThat(finding.entries()).isEqualTo(edited);
    }
  }

  private static ChainedEntry edited(ChainedEntry entry, int field, String text, long number) {
    byte[] hash = entry.hash().bytes();
    hash[Math.floorMod((int) number, hash.length)] ^= (byte) (number >> 32 | 1);
    return new ChainedEntry(
        field == 0 ? number : entry.seq(),
        field == 1 ? Instant.ofEpochSecond(number % 300_000_000_000L) : entry.at(),
        field == 2 ? text : entry.actorKind(),
        field == 3 ? text : entry.actorId(),
        field == 4 ? text : entry.action(),
        field == 5 ? text : entry.resource(),
        field == 6 ? text : entry.outcome(),
        field == 7 ? text : entry.address(),
        field == 8 ? text : entry.requestId(),
        field == 10 ? text : entry.commitment(),
        field == 9 ? ChainHash.of(hash) : entry.hash());
  }

  @Property(tries = 200)
  void findsAMissingEntry(@ForAll @IntRange(min = 1, max = 20) int length, @ForAll int which) {
    List<ChainedEntry> chain = chain(Collections.nCopies(length, "same"));
    List<ChainedEntry> cut = new ArrayList<>(chain);
    int missing = Math.floorMod(which, length);
    cut.remove(missing);
    ChainCheck.Finding finding = check(cut, head(chain));
    assertThat(finding.ok()).isFalse();
    assertThat(finding.firstBad()).isEqualTo(OptionalLong.of(missing + 1L));
  }

  @Property(tries = 200)
  void findsEntriesBehindTheHead(@ForAll @IntRange(min = 1, max = 20) int length) {
    List<ChainedEntry> chain = chain(Collections.nCopies(length, "same"));
    ChainCheck.Finding finding = check(chain, head(chain.subList(0, length - 1)));
    assertThat(finding.ok()).isFalse();
    assertThat(finding.firstBad()).isEqualTo(OptionalLong.of(length));
  }

  @Property
  void letsNoFieldRunIntoTheNext(@ForAll String left, @ForAll String right) {
    ChainHash start = ChainHash.genesis(ORG);
    ChainHash split = start.next(1, 0, List.of(left, right));
    assertThat(start.next(1, 0, List.of(left + right, "")).equals(split))
        .isEqualTo(right.isEmpty());
    assertThat(start.next(1, 0, List.of("", left + right)).equals(split)).isEqualTo(left.isEmpty());
    assertThat(start.next(1, 0, List.of(left + right))).isNotEqualTo(split);
  }

  /** The hash of an entry as it was computed before entries could commit to anything. */
  @Test
  void hashesAnEntryWithoutCommitmentAsEver() {
    ChainedEntry entry = ChainedEntry.after(LedgerHead.first(ORG), entry("x"), "", NOW);
    assertThat(entry.hash())
        .isEqualTo(
            ChainHash.genesis(ORG)
                .next(
                    1,
                    ChronoUnit.MICROS.between(Instant.EPOCH, NOW),
                    List.of(
                        entry.actorKind(),
                        entry.actorId(),
                        "run.create",
                        "x",
                        "allowed",
                        "",
                        entry.requestId())));
  }

  @Test
  void aCommitmentIsPartOfTheHash() {
    LedgerHead head = LedgerHead.first(ORG);
    Commitment one = Commitment.to(RowDigest.of("row", "1"));
    ChainedEntry plain = ChainedEntry.after(head, entry("x"), "", NOW);
    ChainedEntry committing = ChainedEntry.after(head, entry("x").committing(one), "", NOW);
    ChainedEntry nothing =
        ChainedEntry.after(head, entry("x").committing(Commitment.TO_NOTHING), "", NOW);
    assertThat(Set.of(plain.hash(), committing.hash(), nothing.hash())).hasSize(3);
    assertThat(committing.commitment()).isEqualTo(one.hex());
  }

  @Test
  void growsItsStateByChangesAlone() {
    LedgerHead head = LedgerHead.first(ORG);
    assertThat(head.changed().state()).isEqualTo(1);
    assertThat(head.changed().seq()).isZero();
    assertThat(head.with(ChainedEntry.after(head, entry("x"), "", NOW)).state()).isZero();
  }

  private static AuditEntry entry(String resource) {
    return AuditEntry.allowed(
        new Actor.Installation("runs", Actor.Origin.INSIDE), "run.create", resource);
  }

  private static List<ChainedEntry> chain(List<String> resources) {
    List<ChainedEntry> chain = new ArrayList<>();
    LedgerHead head = LedgerHead.first(ORG);
    for (String resource : resources) {
      ChainedEntry next = ChainedEntry.after(head, entry(resource), "", NOW);
      chain.add(next);
      head = head.with(next);
    }
    return chain;
  }

  private static LedgerHead head(List<ChainedEntry> chain) {
    LedgerHead head = LedgerHead.first(ORG);
    for (ChainedEntry entry : chain) {
      head = head.with(entry);
    }
    return head;
  }

  private static ChainCheck.Finding check(List<ChainedEntry> entries, LedgerHead head) {
    ChainCheck check = new ChainCheck(ORG);
    entries.forEach(check::accept);
    return check.finish(head);
  }
}
