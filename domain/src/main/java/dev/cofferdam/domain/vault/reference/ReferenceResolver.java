package dev.cofferdam.domain.vault.reference;

import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.reference.Resolution.Reason;
import dev.cofferdam.domain.vault.reference.Resolution.Unresolved;
import dev.cofferdam.domain.vault.reference.Template.Literal;
import dev.cofferdam.domain.vault.reference.Template.Reference;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts values in the place of references, for one request. A value that a reference leads to is
 * resolved too, as whoever reads that address would see it: an inherited value's references are
 * those of the environment that it is read in. A value that is nothing but one reference has the
 * very bytes that it leads to; bytes that are not UTF-8 contain no references.
 *
 * <p>Each address is looked up and resolved once, so that the time is linear in the size of what is
 * read and made. What comes out does not depend on the order of asking, but for {@link
 * Reason#TOO_MUCH}.
 */
public final class ReferenceResolver {
  /** How many references may lie between a key and the last one that it reaches. */
  public static final int MAX_DEPTH = 25;

  /** How many references one request may follow. */
  public static final int MAX_REFERENCES = 100_000;

  /** 32 MiB: what one request may read and make of values with references. */
  public static final long MAX_WORK_BYTES = 32L << 20;

  private final SecretLookup lookup;
  private final Map<KeyAddress, Whole> known = new HashMap<>();
  private final Set<KeyAddress> touched = new LinkedHashSet<>();
  private int references;
  private long work;

  public ReferenceResolver(SecretLookup lookup) {
    this.lookup = lookup;
  }

  /**
   * A value without references any more.
   *
   * @param height how many references lie between this and the last key that it reaches
   */
  private record Whole(SecretValue value, int height) {}

  /** Ends the work on one value. */
  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Unresolved why;

    Broken(Reason reason, Chain chain) {
      super(reason.name(), null, false, false);
      this.why = new Unresolved(reason, chain.addresses());
    }
  }

  /**
   * @param address where the value is read
   * @param written the value as it was written; not necessarily the newest one
   */
  public Resolution resolve(KeyAddress address, SecretValue written) {
    try {
      return new Resolution.Resolved(build(Chain.of(address), written).value());
    } catch (Broken broken) {
      return broken.why;
    }
  }

  /** Where references have led so far and found a value, in the order of finding. */
  public Set<KeyAddress> touched() {
    return Collections.unmodifiableSet(touched);
  }

  /** What each of {@link #touched} has come to, as far as its own references had values. */
  public Map<KeyAddress, SecretValue> resolved() {
    Map<KeyAddress, SecretValue> resolved = new HashMap<>();
    known.forEach((address, whole) -> resolved.put(address, whole.value()));
    return resolved;
  }

  private Whole build(Chain chain, SecretValue written) {
    Optional<String> text = written.mayRefer() ? written.revealText() : Optional.empty();
    if (text.isEmpty()) {
      return new Whole(written, 0);
    }
    spend(chain, written.length());
    Template template = Template.parse(text.get());
    if (!template.faults().isEmpty()) {
      throw new Broken(Reason.MALFORMED, chain);
    }
    if (template.parts().size() == 1 && template.parts().get(0) instanceof Reference alias) {
      Whole target = follow(chain, alias);
      return new Whole(target.value(), target.height() + 1);
    }
    return join(chain, template);
  }

  private Whole join(Chain chain, Template template) {
    StringBuilder joined = new StringBuilder();
    int bytes = 0;
    int height = 0;
    for (Template.Part part : template.parts()) {
      SecretValue piece;
      if (part instanceof Reference reference) {
        Whole target = follow(chain, reference);
        height = Math.max(height, target.height() + 1);
        piece = target.value();
        joined.append(textOf(chain, reference, piece));
      } else {
        String literal = ((Literal) part).text();
        piece = SecretValue.ofText(literal);
        joined.append(literal);
      }
      spend(chain, piece.length());
      bytes += piece.length();
      if (bytes > SecretValue.MAX_BYTES) {
        throw new Broken(Reason.TOO_LARGE, chain);
      }
    }
    return new Whole(SecretValue.ofText(joined.toString()), height);
  }

  private static String textOf(Chain chain, Reference reference, SecretValue value) {
    return value
        .revealText()
        .orElseThrow(() -> new Broken(Reason.NOT_TEXT, chain.and(reference.from(chain.last()))));
  }

  private Whole follow(Chain chain, Reference reference) {
    KeyAddress target = reference.from(chain.last());
    Chain longer = chain.and(target);
    references++;
    if (references > MAX_REFERENCES) {
      throw new Broken(Reason.TOO_MUCH, longer);
    }
    if (chain.contains(target)) {
      throw new Broken(Reason.CYCLE, longer);
    }
    if (longer.references() > MAX_DEPTH) {
      throw new Broken(Reason.TOO_DEEP, longer);
    }
    Whole whole = known.get(target);
    if (whole == null) {
      whole = build(longer, find(longer));
      known.put(target, whole);
    }
    if (longer.references() + whole.height() > MAX_DEPTH) {
      throw new Broken(Reason.TOO_DEEP, longer);
    }
    return whole;
  }

  private SecretValue find(Chain chain) {
    SecretLookup.Answer answer = lookup.find(chain.last());
    if (answer instanceof SecretLookup.Found found) {
      touched.add(chain.last());
      return found.value();
    }
    throw new Broken(
        switch ((SecretLookup.Absent) answer) {
          case MISSING -> Reason.MISSING;
          case HIDDEN -> Reason.HIDDEN;
          case UNREADABLE -> Reason.UNREADABLE;
        },
        chain);
  }

  private void spend(Chain chain, int bytes) {
    work += bytes;
    if (work > MAX_WORK_BYTES) {
      throw new Broken(Reason.TOO_MUCH, chain);
    }
  }
}
