package dev.cofferdam.domain.runs;

import dev.cofferdam.domain.ids.ActorId;
import dev.cofferdam.domain.ids.EnvironmentId;
import java.util.Objects;
import java.util.Set;

/**
 * The part of an org's runs that a service token knows of: those that get the secrets of its
 * environments, whoever made them, and those that get none and that it made itself.
 */
public record RunShare(Set<EnvironmentId> environments, ActorId author) {
  public RunShare {
    Objects.requireNonNull(author, "author");
    environments = Set.copyOf(environments);
  }

  public boolean has(Run run) {
    return run.environment()
        .map(source -> environments.contains(source.id()))
        .orElseGet(() -> run.createdBy().equals(author));
  }
}
