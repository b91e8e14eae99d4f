package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Seen;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.format.SecretFile;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads whole environments with their values, also inherited ones, in the thread's transaction, for
 * one caller.
 */
public final class ExportReader {
  /** 10 MiB of values: what is too large to be imported again is not exported. */
  static final int MAX_BYTES = SecretFile.MAX_BYTES;

  private final EffectiveReader reader;
  private final ReferenceReader references;
  private final Sealer sealer;

  public ExportReader(EffectiveReader reader, ReferenceReader references, Sealer sealer) {
    this.reader = reader;
    this.references = references;
    this.sealer = sealer;
  }

  /**
   * What there is to be given away.
   *
   * @param secrets by name
   * @param sources the other environments that values came from, by references
   * @param others what came from there
   */
  record Whole(
      EnvironmentLine line,
      SortedMap<SecretName, SecretValue> secrets,
      List<ReferenceLookup.Source> sources,
      List<Seen> others) {
    Whole {
      secrets = Collections.unmodifiableSortedMap(new TreeMap<>(secrets));
      sources = List.copyOf(sources);
      others = List.copyOf(others);
    }

    List<Seen> seen() {
      return Stream.concat(line.seen().stream(), others.stream()).toList();
    }

    /**
     * What stands for all of it: no text that is made of it has the tag of another, nor that of
     * what it was made of.
     *
     * @param form of that text
     */
    String tag(String form) {
      String content =
          sources.stream()
              .map(ReferenceLookup.Source::tag)
              .collect(Collectors.joining(" ", form + " " + line.tag() + " ", ""));
      return line.own().version() + "-" + ContentTag.of(content);
    }

    /** Whether any of it may have come from where not every member may read. */
    boolean isProtected() {
      return Stream.concat(Stream.of(line), sources.stream().map(ReferenceLookup.Source::line))
          .flatMap(each -> each.environments().stream())
          .anyMatch(Environment::isProtected);
    }
  }

  /**
   * An environment's values as they were written.
   *
   * @throws Refusal as {@link EffectiveReader#values}; {@code too_large}
   */
  Whole written(Access access, EnvironmentFinder.Address address) {
    EffectiveEnvironment<StoredSecret> found = reader.values(access, address, Optional.empty());
    SortedMap<SecretName, SecretValue> values = new TreeMap<>();
    long bytes = 0;
    for (EffectiveEnvironment.Living<StoredSecret> living : found.secrets().values()) {
      StoredSecret stored = living.secret();
      SecretValue value = sealer.open(stored.version().place(), stored.sealed());
      bytes += value.length();
      requireRoom(bytes);
      values.put(stored.version().place().name(), value);
    }
    return new Whole(found.line(), values, List.of(), List.of());
  }

  /**
   * An environment's values with their references resolved, as this caller may read them.
   *
   * @throws Refusal as {@link #written}; {@code unresolved_reference}
   */
  Whole resolved(Access access, EnvironmentFinder.Address address) {
    Whole written = written(access, address);
    ReferenceReader.Whole resolved = references.resolve(access, address, written.secrets());
    requireRoom(resolved.secrets().values().stream().mapToLong(SecretValue::length).sum());
    return new Whole(written.line(), resolved.secrets(), resolved.sources(), resolved.seen());
  }

  private static void requireRoom(long bytes) {
    if (bytes > MAX_BYTES) {
      throw Refusal.tooLarge("environment", "has values of over " + MAX_BYTES + " bytes in all");
    }
  }
}
