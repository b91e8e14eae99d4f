package dev.cofferdam.domain.tenancy;

import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryMembership;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryOrg;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who is what in an org, as it follows from what a directory says and from nothing else.
 *
 * <p>Whoever made the org is its owner as long as they are an admin of it: that the directory has
 * not said yet what they are means nothing. Without them it is the admin who has been there
 * longest, or else the member. Nobody of whom the directory has said that they left, or are no
 * more, is anything: an org may be left without members.
 */
public final class DirectoryRoster {
  private static final Comparator<DirectoryMembership> LONGEST =
      Comparator.comparing(DirectoryMembership::since).thenComparing(DirectoryMembership::id);

  private final Map<String, Role> roles;
  private final Set<String> everybody;

  private DirectoryRoster(Map<String, Role> roles, Set<String> everybody) {
    this.roles = Map.copyOf(roles);
    this.everybody = Set.copyOf(everybody);
  }

  /**
   * @param memberships all of the org, those that have ended too
   * @param gone the ids of people who are no more
   */
  public static DirectoryRoster of(
      DirectoryOrg org, Collection<DirectoryMembership> memberships, Set<String> gone) {
    List<DirectoryMembership> live =
        memberships.stream()
            .filter(each -> !each.removed() && !gone.contains(each.user()))
            .toList();
    Map<String, Role> roles = new LinkedHashMap<>();
    live.forEach(each -> roles.merge(each.user(), each.role(), DirectoryRoster::higher));
    creatorWhoStayed(org, memberships, gone)
        .or(() -> longest(live, Role.ADMIN))
        .or(() -> longest(live, Role.MEMBER))
        .ifPresent(owner -> roles.put(owner, Role.OWNER));
    Set<String> everybody = new TreeSet<>(roles.keySet());
    memberships.forEach(each -> everybody.add(each.user()));
    org.creator().ifPresent(everybody::add);
    return new DirectoryRoster(roles, everybody);
  }

  private static Role higher(Role one, Role other) {
    return one.isAtLeast(other) ? one : other;
  }

  /** Who made the org, unless the directory has said that they are less than an admin of it. */
  private static Optional<String> creatorWhoStayed(
      DirectoryOrg org, Collection<DirectoryMembership> memberships, Set<String> gone) {
    return org.creator()
        .filter(creator -> !gone.contains(creator))
        .filter(
            creator ->
                memberships.stream().noneMatch(each -> each.user().equals(creator))
                    || memberships.stream()
                        .anyMatch(
                            each ->
                                each.user().equals(creator)
                                    && !each.removed()
                                    && each.role().isAtLeast(Role.ADMIN)));
  }

  private static Optional<String> longest(
      Collection<DirectoryMembership> memberships, Role atLeast) {
    return memberships.stream()
        .filter(each -> each.role().isAtLeast(atLeast))
        .min(LONGEST)
        .map(DirectoryMembership::user);
  }

  /** By the directory's ids; there is an owner among them, or nobody. */
  public Map<String, Role> roles() {
    return roles;
  }

  /** All whose membership is the directory's to say, members or not. */
  public Set<String> everybody() {
    return everybody;
  }
}
