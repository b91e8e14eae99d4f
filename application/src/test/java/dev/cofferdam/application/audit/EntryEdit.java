package dev.cofferdam.application.audit;

import dev.cofferdam.domain.audit.ChainHash;
import dev.cofferdam.domain.audit.ChainedEntry;
import java.time.Instant;
import java.util.function.Consumer;

/** An entry whose fields can be written over, as with the database in hand. */
final class EntryEdit {
  long seq;
  Instant at;
  String actorKind;
  String actorId;
  String action;
  String resource;
  String outcome;
  String address;
  String requestId;
  String commitment;
  ChainHash hash;

  private EntryEdit(ChainedEntry entry) {
    seq = entry.seq();
    at = entry.at();
    actorKind = entry.actorKind();
    actorId = entry.actorId();
    action = entry.action();
    resource = entry.resource();
    outcome = entry.outcome();
    address = entry.address();
    requestId = entry.requestId();
    commitment = entry.commitment();
    hash = entry.hash();
  }

  static ChainedEntry edited(ChainedEntry entry, Consumer<EntryEdit> change) {
    EntryEdit edit = new EntryEdit(entry);
    change.accept(edit);
    return new ChainedEntry(
        edit.seq,
        edit.at,
        edit.actorKind,
        edit.actorId,
        edit.action,
        edit.resource,
        edit.outcome,
        edit.address,
        edit.requestId,
        edit.commitment,
        edit.hash);
  }

  static ChainedEntry moved(ChainedEntry entry, long seq) {
    return edited(entry, edit -> edit.seq = seq);
  }
}
