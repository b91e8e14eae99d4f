package dev.cofferdam.application.audit;

import static dev.cofferdam.application.audit.EntryEdit.edited;
import static dev.cofferdam.application.audit.EntryEdit.moved;
import static dev.cofferdam.application.world.Refusals.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.application.world.InMemoryInstallation.Member;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainCheck;
import dev.cofferdam.domain.audit.ChainHash;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.ids.RequestId;
import dev.cofferdam.domain.ids.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class VerifyAuditTest {
  private static final int ENTRIES = 5;

  private static final Map<String, Consumer<EntryEdit>> CHANGES =
      Map.of(
          "seq", edit -> edit.seq += ENTRIES,
          "at", edit -> edit.at = edit.at.plusNanos(1_000),
          "actorKind", edit -> edit.actorKind = "system",
          "actorId", edit -> edit.actorId = "somebody",
          "action", edit -> edit.action = "secret.list",
          "resource", edit -> edit.resource = "secret:x",
          "outcome", edit -> edit.outcome = "refused",
          "address", edit -> edit.address = "203.0.113.9",
          "requestId", edit -> edit.requestId += "0",
          "hash", edit -> edit.hash = ChainHash.of(new byte[ChainHash.LENGTH]));

  private final InMemoryInstallation here = new InMemoryInstallation();
  private final Member ada = here.member("Ada");
  private final VerifyAudit verify =
      new VerifyAudit(
          here.gatekeeper(),
          here.world().chainWalk(),
          here.world().rowWalk(here.sealer()),
          here.world().outsideCheckpoints(),
          here.world().notary());

  @BeforeEach
  void makeEntries() {
    for (int i = 1; i < ENTRIES; i++) {
      record("secret:shop/prod/KEY@" + i);
    }
  }

  @Test
  void findsAnHonestChainWhole() {
    ChainCheck.Finding finding = verify();
    assertThat(finding.ok()).isTrue();
    assertThat(finding.entries()).isEqualTo(ENTRIES);
    assertThat(finding.firstBad()).isEmpty();
  }

  static Stream<Arguments> changedFields() {
    return IntStream.rangeClosed(1, ENTRIES)
        .boxed()
        .flatMap(seq -> CHANGES.keySet().stream().map(field -> Arguments.of(seq, field)));
  }

  @ParameterizedTest
  @MethodSource("changedFields")
  void findsAnyChangedFieldOfAnyEntry(int seq, String field) {
    Consumer<EntryEdit> change = CHANGES.get(field);
    tamper(entries -> entries.replaceAll(e -> e.seq() == seq ? edited(e, change) : e));
    assertBad(seq);
  }

  @ParameterizedTest
  @MethodSource("seqs")
  void findsADroppedEntry(int seq) {
    tamper(entries -> entries.removeIf(entry -> entry.seq() == seq));
    assertBad(seq);
  }

  @ParameterizedTest
  @MethodSource("seqs")
  void findsADroppedEntryEvenIfTheOthersMovedUp(int seq) {
    tamper(
        entries -> {
          entries.removeIf(entry -> entry.seq() == seq);
          entries.replaceAll(e -> e.seq() < seq ? e : moved(e, e.seq() - 1));
        });
    assertBad(seq);
  }

  @ParameterizedTest
  @MethodSource("seqs")
  void findsACutTail(int seq) {
    tamper(entries -> entries.removeIf(entry -> entry.seq() >= seq));
    assertBad(seq);
  }

  @Test
  void findsSwappedEntries() {
    tamper(
        entries -> {
          ChainedEntry second = entries.get(1);
          ChainedEntry third = entries.get(2);
          entries.set(1, moved(third, 2));
          entries.set(2, moved(second, 3));
        });
    assertBad(2);
  }

  @Test
  void findsAnEntryThatWasPutInBetween() {
    tamper(
        entries -> {
          ChainedEntry third = entries.get(2);
          List<ChainedEntry> tail = new ArrayList<>(entries.subList(2, entries.size()));
          entries.subList(2, entries.size()).clear();
          entries.add(third);
          tail.forEach(e -> entries.add(moved(e, e.seq() + 1)));
        });
    assertBad(4);
  }

  @Test
  void findsAnEntryThatWasPutBehindTheHead() {
    tamper(entries -> entries.add(moved(entries.get(0), ENTRIES + 1)));
    assertBad(ENTRIES + 1);
  }

  @Test
  void findsAnEntryThatIsThereTwice() {
    tamper(entries -> entries.add(1, entries.get(0)));
    assertBad(2);
  }

  @Test
  void findsTheChainOfAnotherOrg() {
    List<ChainedEntry> foreign = new ArrayList<>();
    Member bob = here.member("Bob");
    here.world()
        .ledger()
        .tamper(
            bob.org(),
            entries -> {
              foreign.addAll(entries);
              return entries;
            });
    tamper(
        entries -> {
          entries.clear();
          entries.addAll(foreign);
        });
    assertBad(1);
  }

  @Test
  void walksChainsOfManyPages() {
    for (int i = 0; i < 1_100; i++) {
      record("secret:shop/prod/KEY@1");
    }
    assertThat(verify().entries()).isEqualTo(ENTRIES + 1_100);
    tamper(entries -> entries.remove(1_049));
    assertBad(1_050);
  }

  @Test
  void isForOwnersAndAdminsOfTheOrg() {
    UserId member = here.given().user();
    here.world()
        .ledger()
        .append(
            Access.ofInstallation(ada.org()),
            () -> {
              here.world().orgs().addMember(ada.org(), member, Role.MEMBER, here.clock().instant());
              return member;
            });
    Actor actor = here.given().actor(member);
    assertThat(codeOf(() -> verify.execute(actor, nothingKnown()))).isEqualTo("forbidden");
  }

  static IntStream seqs() {
    return IntStream.rangeClosed(1, ENTRIES);
  }

  private void record(String resource) {
    Actor actor =
        new Actor.SignedIn(
            ada.actor().user(),
            ada.actor().session(),
            new Actor.Origin(
                Optional.of("203.0.113.1"), Optional.of(new RequestId(here.ids().next()))));
    here.world()
        .ledger()
        .change(
            Access.ofInstallation(ada.org()),
            change -> change.record(AuditEntry.allowed(actor, "secret.reveal", resource)));
  }

  private ChainCheck.Finding verify() {
    return verify.execute(ada.actor(), nothingKnown()).chain();
  }

  private VerifyAudit.Command nothingKnown() {
    return new VerifyAudit.Command(ada.org(), new VerifyAudit.Known.Nothing());
  }

  private void assertBad(long seq) {
    ChainCheck.Finding finding = verify();
    assertThat(finding.ok()).isFalse();
    assertThat(finding.firstBad()).isEqualTo(OptionalLong.of(seq));
    assertThat(finding.entries()).isEqualTo(seq - 1);
  }

  private void tamper(Consumer<List<ChainedEntry>> rewrite) {
    here.world()
        .ledger()
        .tamper(
            ada.org(),
            entries -> {
              List<ChainedEntry> rewritten = new ArrayList<>(entries);
              rewrite.accept(rewritten);
              return rewritten;
            });
  }
}
