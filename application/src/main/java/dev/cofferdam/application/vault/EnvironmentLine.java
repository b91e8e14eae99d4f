package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.audit.port.Seen;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.ProjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An environment and those it inherits from, nearest first, as they were at one moment.
 *
 * @param environments at least the one itself
 */
public record EnvironmentLine(List<Environment> environments) {
  public EnvironmentLine {
    environments = List.copyOf(environments);
    if (environments.isEmpty()) {
      throw new IllegalArgumentException("a line begins with an environment");
    }
  }

  /** The environment that this is about. */
  public Environment own() {
    return environments.get(0);
  }

  public List<Environment> ancestors() {
    return environments.subList(1, environments.size());
  }

  public List<EnvironmentId> ids() {
    return environments.stream().map(Environment::id).toList();
  }

  /** Whether the caller may use all of it. */
  public boolean isUsable(Access access) {
    return environments.stream().allMatch(each -> EnvironmentFinder.isUsable(access, each));
  }

  /** As much of it as the caller may use, up to the first environment that is not for them. */
  EnvironmentLine usableBy(Access access) {
    return upTo(each -> EnvironmentFinder.isUsable(access, each));
  }

  /** As much of it as is usable, up to the first environment that isn't. */
  EnvironmentLine upTo(Predicate<Environment> isUsable) {
    int usable = 1;
    while (usable < environments.size() && isUsable.test(environments.get(usable))) {
      usable++;
    }
    return new EnvironmentLine(environments.subList(0, usable));
  }

  /**
   * What stands for the content of all of it: {@code 17}, or {@code 17-0123456789abcdef} where
   * there is something to inherit. The environment's own version comes first.
   */
  public String tag() {
    if (environments.size() == 1) {
      return Long.toString(own().version());
    }
    return own().version()
        + "-"
        + ContentTag.of(
            environments.stream()
                .map(each -> each.id() + "@" + each.version() + each.name())
                .collect(Collectors.joining(" ")));
  }

  /**
   * For the audit trail: {@code environment:shop/dev@4}, and with ancestors {@code
   * environment:shop/dev (shop/base:7)@4}, so that it can be told later what was seen.
   */
  String resource(ProjectName project) {
    return resource(project, "");
  }

  /**
   * As {@link #resource(ProjectName)}, with how it was seen before the version.
   *
   * @param manner with a blank in front, or empty
   */
  String resource(ProjectName project, String manner) {
    String own = "environment:" + project + "/" + own().name();
    String above = label(project, ancestors());
    return own + (above.isEmpty() ? "" : " (" + above + ")") + manner + "@" + own().version();
  }

  /** That all of it is shown, as it is where nearer environments are in front of others. */
  List<Seen> seen() {
    List<Seen> seen = new ArrayList<>();
    StringBuilder nearer = new StringBuilder();
    for (Environment each : environments) {
      seen.add(Seen.all(each.id(), each.version(), nearer.toString()));
      nearer.append(nearer.isEmpty() ? "" : " ").append(each.id() + "@" + each.version());
    }
    return seen;
  }

  /** In the midst of a text for the audit trail: {@code shop/dev:4, shop/base:7}. */
  String label(ProjectName project) {
    return label(project, environments);
  }

  private static String label(ProjectName project, List<Environment> environments) {
    return environments.stream()
        .map(each -> project + "/" + each.name() + ":" + each.version())
        .collect(Collectors.joining(", "));
  }
}
