package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.port.SecretStore.Head;
import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UserId;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.SecretName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the {@link RevealMemory} keeps, by what it finds it again with. */
sealed interface MemoryKey<T> {
  Class<T> type();

  record OrgKey(OrgId org) implements MemoryKey<Known> {
    @Override
    public Class<Known> type() {
      return Known.class;
    }
  }

  /**
   * How far an org is known.
   *
   * @param era a number for what is known of it, which outlasts what this process writes itself
   */
  record Known(long state, long era) {}

  record RoleKey(long era, UserId person) implements MemoryKey<Role> {
    @Override
    public Class<Role> type() {
      return Role.class;
    }
  }

  /** Of an environment by its names. */
  record OwnKey(long era, EnvironmentFinder.Address address) implements MemoryKey<EnvironmentId> {
    @Override
    public Class<EnvironmentId> type() {
      return EnvironmentId.class;
    }
  }

  record LineKey(long era, EnvironmentFinder.Address address) implements MemoryKey<Line> {
    @Override
    public Class<Line> type() {
      return Line.class;
    }
  }

  /** An environment and those it inherits from, nearest first. */
  record Line(List<EnvironmentId> ids) {}

  record EnvironmentKey(long era, EnvironmentId id) implements MemoryKey<Environment> {
    @Override
    public Class<Environment> type() {
      return Environment.class;
    }
  }

  record ContentKey(EnvironmentId environment) implements MemoryKey<Content> {
    @Override
    public Class<Content> type() {
      return Content.class;
    }
  }

  /**
   * How far an environment's secrets are known.
   *
   * @param era as an org's
   */
  record Content(long version, long era) {}

  /**
   * @param name of the one key that is held; empty for all of the environment's
   */
  record OverridesKey(long era, Optional<SecretName> name) implements MemoryKey<Overrides> {
    @Override
    public Class<Overrides> type() {
      return Overrides.class;
    }
  }

  record HeadKey(long era, SecretName name) implements MemoryKey<Head> {
    @Override
    public Class<Head> type() {
      return Head.class;
    }
  }

  record TagKey(long state, EnvironmentFinder.Address address, Object what)
      implements MemoryKey<String> {
    @Override
    public Class<String> type() {
      return String.class;
    }
  }

  /** By name. */
  record Overrides(List<StoredSecret> secrets) implements RecentEntries.Weighed {
    /** Of the one key that this is about. */
    Optional<Head> head() {
      return secrets.stream()
          .map(StoredSecret::version)
          .map(version -> new Head(version.place().version(), version.change().hasValue()))
          .findFirst();
    }

    Overrides with(StoredSecret written) {
      SecretName name = nameOf(written);
      List<StoredSecret> all = new ArrayList<>(secrets.size() + 1);
      secrets.stream().filter(each -> nameOf(each).compareTo(name) < 0).forEach(all::add);
      all.add(written);
      secrets.stream().filter(each -> nameOf(each).compareTo(name) > 0).forEach(all::add);
      return new Overrides(all);
    }

    private static SecretName nameOf(StoredSecret secret) {
      return secret.version().place().name();
    }

    @Override
    public long weight() {
      long weight = RecentEntries.ENTRY_BYTES;
      for (StoredSecret secret : secrets) {
        weight +=
            RecentEntries.ENTRY_BYTES
                + 2L * secret.version().note().length()
                + secret.content().map(SealedBytes::length).orElse(0);
      }
      return weight;
    }
  }
}
