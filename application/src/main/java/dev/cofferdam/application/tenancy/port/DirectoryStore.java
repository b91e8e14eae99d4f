package dev.cofferdam.application.tenancy.port;

import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryMembership;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryOrg;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryUser;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The last words of directories elsewhere, by the issuer whose people they keep. All calls belong
 * into a transaction.
 */
public interface DirectoryStore {
  /** Makes whoever follows the same directory wait until the transaction's end. */
  void lock(String issuer);

  Optional<DirectoryUser> findUser(String issuer, String id);

  void put(String issuer, DirectoryUser user);

  Optional<DirectoryOrg> findOrg(String issuer, String id);

  void put(String issuer, DirectoryOrg org);

  Optional<DirectoryMembership> findMembership(String issuer, String id);

  void put(String issuer, DirectoryMembership membership);

  /** All of an org, those that have ended too. */
  List<DirectoryMembership> memberships(String issuer, String org);

  /** The orgs that a person is or was a member of, or made. */
  Set<String> orgsOf(String issuer, String user);

  /** Those of some people who are no more. */
  Set<String> gone(String issuer, Collection<String> users);

  /** Which org here is a directory's; empty while none was made for it. */
  Optional<OrgId> orgOf(String issuer, String org);

  /** Notes which org here is a directory's. Only after the directory's org was put. */
  void link(String issuer, String org, OrgId here);
}
