package dev.cofferdam.adapters.http;

import dev.cofferdam.domain.access.Role;
import java.net.http.HttpRequest;
import java.util.Optional;

/**
 * A server that tests talk to, and what around it is theirs to do: read people's letters, vouch for
 * them as another issuer, wait. There is one over use cases whose storage is memory, and one that
 * is the whole thing.
 */
public interface Site {
  /** A request to a path. */
  HttpRequest.Builder request(String path);

  /** Sends it, and holds the answer to the OpenAPI document. */
  Answer send(HttpRequest.Builder request);

  /** A registered user with a verified address and their personal org. */
  Client newcomer(String name);

  /** Makes somebody a member, as if they had been invited. */
  void join(Client person, String org, Role role);

  /** A newcomer who belongs to the personal org of {@code owner} too. */
  default Client member(Client owner, String name, String role) {
    Client member = newcomer(name);
    join(member, owner.org(), Role.ofCode(role));
    return member;
  }

  /**
   * The token in the link of the newest letter to an address.
   *
   * @param kind what it begins with, such as {@code cfi_}
   */
  String newestTokenTo(String email, String kind);

  /** An issuer whose tokens are exchanged. */
  String ciIssuer();

  /** What a job of that issuer's has. */
  String jobsToken(String subject);

  /** What a person of another issuer's has, whose address that issuer has verified. */
  String personsToken(String subject, String email);

  /** A session's access token whose time is over; empty where none can be made. */
  Optional<String> expiredToken(Client person, String session);

  /** Has a run leave a file behind. */
  void leaveFile(Client owner, String run, String name);

  /** Waits until a rotation of an org's key has come as far as it does here. */
  void settleRotation(Client owner, String rotation);
}
