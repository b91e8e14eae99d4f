package dev.cofferdam.application.audit;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.VerifyAudit.Known;
import dev.cofferdam.application.audit.port.AuditRetention;
import dev.cofferdam.application.world.InMemoryInstallation;
import dev.cofferdam.application.world.InMemoryInstallation.Member;
import dev.cofferdam.application.world.InMemoryWorld;
import dev.cofferdam.domain.audit.AuditEntry;
import dev.cofferdam.domain.audit.ChainHash;
import dev.cofferdam.domain.audit.ChainedEntry;
import dev.cofferdam.domain.audit.Commitment;
import dev.cofferdam.domain.audit.LedgerHead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The audit trail's use cases, and somebody whose org's first entry says that it was made. */
final class AuditStage {
  final InMemoryInstallation here = new InMemoryInstallation();
  final InMemoryWorld world = here.world();
  final Member ada = here.member("Ada");

  VerifyAudit verifyAudit() {
    return new VerifyAudit(
        here.gatekeeper(),
        world.chainWalk(),
        world.rowWalk(here.sealer()),
        world.outsideCheckpoints(),
        world.notary());
  }

  TakeCheckpoints takeCheckpoints() {
    return new TakeCheckpoints(
        world.dueCheckpoints(),
        new TakeCheckpoints.Chains(world.ledger(), world.auditTrail(), world.checkpoints()),
        world.outsideCheckpoints(),
        world.notary(),
        here.clock());
  }

  TrimAudit trimAudit(AuditRetention retention) {
    return new TrimAudit(
        world.trailTrimmer(),
        retention,
        new TakeCheckpoints.Chains(world.ledger(), world.auditTrail(), world.checkpoints()),
        world.chainWalk(),
        world.outsideCheckpoints(),
        world.notary(),
        here.clock());
  }

  /** Takes a checkpoint, a minute later than the last. */
  TakeCheckpoints.Outcome checkpoint() {
    here.clock().advance(Duration.ofMinutes(1));
    return takeCheckpoints().execute();
  }

  VerifyAudit.Outcome verify() {
    return verify(new Known.Nothing());
  }

  VerifyAudit.Outcome verify(Known known) {
    return verifyAudit().execute(ada.actor(), new VerifyAudit.Command(ada.org(), known));
  }

  void record(int entries) {
    for (int i = 0; i < entries; i++) {
      world
          .ledger()
          .change(
              access(),
              change -> change.record(AuditEntry.allowed(ada.actor(), "secret.reveal", "x:1")));
    }
  }

  void record(Commitment commitment) {
    world
        .ledger()
        .change(
            access(),
            change ->
                change.record(
                    AuditEntry.allowed(ada.actor(), "secret.write", "x:1").committing(commitment)));
  }

  ChainHash hashAt(long seq) {
    return world
        .ledger()
        .read(access(), () -> world.auditTrail().oldest(ada.org(), seq - 1, 1).get(0).hash());
  }

  /** Rewrites entries from a place on, and everything behind it with the head, so that all fits. */
  void rewriteFrom(long seq) {
    tamper(
        entries -> {
          LedgerHead head = LedgerHead.first(ada.org());
          for (int i = 0; i < entries.size(); i++) {
            ChainedEntry entry = entries.get(i);
            if (entry.seq() >= seq) {
              ChainHash before = head.hash();
              ChainedEntry other = EntryEdit.edited(entry, edit -> edit.resource = "x:2");
              entry = EntryEdit.edited(other, edit -> edit.hash = other.hashAfter(before));
              entries.set(i, entry);
            }
            head = head.with(entry);
          }
        });
    moveHead();
  }

  /** Cuts the entries from a place on, and moves the head to what is left. */
  void cutFrom(long seq) {
    tamper(entries -> entries.removeIf(entry -> entry.seq() >= seq));
    moveHead();
  }

  void moveHead() {
    world.ledger().tamperWithHead(ada.org());
  }

  void tamper(Consumer<List<ChainedEntry>> rewrite) {
    world
        .ledger()
        .tamper(
            ada.org(),
            entries -> {
              List<ChainedEntry> rewritten = new ArrayList<>(entries);
              rewrite.accept(rewritten);
              return rewritten;
            });
  }

  private Access access() {
    return Access.ofInstallation(ada.org());
  }
}
