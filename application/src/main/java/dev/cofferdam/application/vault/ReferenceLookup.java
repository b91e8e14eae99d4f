package dev.cofferdam.application.vault;

import dev.cofferdam.application.vault.EffectiveEnvironment.Living;
import dev.cofferdam.application.vault.port.Sealer;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.reference.KeyAddress;
import dev.cofferdam.domain.vault.reference.SecretLookup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What references of one request lead to, in the thread's transaction: values that are in force in
 * environments, also inherited ones, as far as they are for the caller. Nobody hears of what isn't.
 */
final class ReferenceLookup implements SecretLookup {
  /** How many environments one request may be led to. */
  static final int MAX_ENVIRONMENTS = 100;

  /** How many keys of an environment are read one by one before all of them are. */
  private static final int SINGLE_READS = 16;

  private final OrgId org;
  private final Predicate<Environment> isUsable;
  private final EnvironmentFinder finder;
  private final SecretStore secrets;
  private final Sealer sealer;
  private final Map<Place, Optional<View>> views = new HashMap<>();
  private final Map<KeyAddress, Living<StoredSecret>> found = new HashMap<>();

  /**
   * @param isUsable whether it is for the caller
   */
  ReferenceLookup(
      OrgId org,
      Predicate<Environment> isUsable,
      EnvironmentFinder finder,
      SecretStore secrets,
      Sealer sealer) {
    this.org = org;
    this.isUsable = isUsable;
    this.finder = finder;
    this.secrets = secrets;
    this.sealer = sealer;
  }

  private record Place(ProjectName project, EnvironmentName environment) {}

  /** An environment that values came from. */
  record Source(ProjectName project, EnvironmentLine line) {
    /** For the audit trail: {@code shop/dev:4, shop/base:7}. */
    String label() {
      return line.label(project);
    }

    /** In the midst of a text for the audit trail, with a blank in front; empty for none. */
    static String with(List<Source> sources) {
      return sources.isEmpty()
          ? ""
          : sources.stream().map(Source::label).collect(Collectors.joining(", ", " with ", ""));
    }

    /** What stands for the content of all of it. */
    String tag() {
      return line.environments().stream()
          .map(each -> each.id() + "@" + each.version())
          .collect(Collectors.joining(" "));
    }
  }

  /** One environment, with what was read of it. */
  private static final class View {
    private final Source source;
    private final boolean isPartial;
    private final Map<SecretName, List<StoredSecret>> all = new HashMap<>();
    private int reads;
    private boolean hasGiven;

    View(Source source, boolean isPartial) {
      this.source = source;
      this.isPartial = isPartial;
    }
  }

  /**
   * @throws Refusal {@code unresolved_reference} for one environment too many
   */
  @Override
  public Answer find(KeyAddress address) {
    return viewOf(new Place(address.project(), address.environment()))
        .map(view -> find(view, address))
        .orElse(Absent.UNREADABLE);
  }

  /** The environments that gave a value so far, by name. */
  List<Source> sources() {
    Map<String, Source> sources = new TreeMap<>();
    for (Optional<View> view : views.values()) {
      view.filter(each -> each.hasGiven)
          .ifPresent(each -> sources.put(each.source.label(), each.source));
    }
    return List.copyOf(sources.values());
  }

  /** What was found, by where it was looked for. */
  Map<KeyAddress, Living<StoredSecret>> found() {
    return Map.copyOf(found);
  }

  private Answer find(View view, KeyAddress address) {
    SecretName name = address.key();
    EnvironmentLine line = view.source.line();
    List<StoredSecret> overrides = overrides(view, name);
    if (overrides.isEmpty()) {
      return view.isPartial ? Absent.UNREADABLE : Absent.MISSING;
    }
    Living<StoredSecret> living =
        EffectiveEnvironment.ofValues(line, false, overrides).secrets().get(name);
    if (living == null) {
      return Absent.HIDDEN;
    }
    view.hasGiven = true;
    found.put(address, living);
    StoredSecret stored = living.secret();
    return new Found(sealer.open(stored.version().place(), stored.sealed()));
  }

  private List<StoredSecret> overrides(View view, SecretName name) {
    view.reads++;
    if (view.reads <= SINGLE_READS) {
      return secrets.overrides(org, view.source.line().ids(), Optional.of(name));
    }
    if (view.reads == SINGLE_READS + 1) {
      view.all.putAll(
          secrets.overrides(org, view.source.line().ids(), Optional.empty()).stream()
              .collect(Collectors.groupingBy(each -> each.version().place().name())));
    }
    return view.all.getOrDefault(name, List.of());
  }

  private Optional<View> viewOf(Place place) {
    Optional<View> known = views.get(place);
    if (known != null) {
      return known;
    }
    if (views.size() == MAX_ENVIRONMENTS) {
      throw new Refusal(
          Refusal.Kind.INVALID,
          "unresolved_reference",
          "References lead to more than " + MAX_ENVIRONMENTS + " environments.",
          List.of());
    }
    Optional<View> found =
        finder
            .usableLine(
                new EnvironmentFinder.Address(org, place.project(), place.environment()), isUsable)
            .map(line -> view(place, line));
    views.put(place, found);
    return found;
  }

  private View view(Place place, EnvironmentLine line) {
    EnvironmentLine usable = line.upTo(isUsable);
    return new View(new Source(place.project(), usable), !usable.equals(line));
  }
}
