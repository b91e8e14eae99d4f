package dev.cofferdam.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.audit.port.InMemoryPersonSealer;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Scope;
import dev.cofferdam.domain.access.TokenAccess;
import dev.cofferdam.domain.access.TokenGrant;
import dev.cofferdam.domain.audit.SealedAddress;
import dev.cofferdam.domain.ids.ApiKeyId;
import dev.cofferdam.domain.ids.EnvironmentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.ProjectId;
import dev.cofferdam.domain.ids.ServiceTokenId;
import dev.cofferdam.domain.ids.SessionId;
import dev.cofferdam.domain.ids.UserId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class EntryAddressesTest {
  private static final OrgId ORG = new OrgId(new UUID(1, 1));
  private static final OrgId OTHER = new OrgId(new UUID(1, 2));
  private static final UserId ADA = new UserId(new UUID(2, 1));
  private static final String IP = "2001:db8::7";
  private static final Actor.Origin ORIGIN = new Actor.Origin(Optional.of(IP), Optional.empty());

  private final InMemoryPersonSealer sealer = new InMemoryPersonSealer();
  private final EntryAddresses addresses = new EntryAddresses(sealer);

  static Stream<Actor> people() {
    return Stream.of(
        new Actor.SignedIn(ADA, new SessionId(new UUID(3, 1)), ORIGIN),
        new Actor.ByIssuer(ADA, "https://issuer.example", ORIGIN),
        new Actor.ByApiKey(
            new ApiKeyId(new UUID(4, 1)), ADA, ORG, Set.of(Scope.SECRETS_READ), ORIGIN));
  }

  static Stream<Actor> nobodyInParticular() {
    return Stream.of(
        new Actor.Anonymous(ORIGIN),
        new Actor.Installation("runs", ORIGIN),
        new Actor.ByServiceToken(
            new ServiceTokenId(new UUID(5, 1)),
            ORG,
            new TokenGrant(
                new ProjectId(new UUID(6, 1)),
                Set.of(new EnvironmentId(new UUID(7, 1))),
                TokenAccess.READ),
            ORIGIN));
  }

  @ParameterizedTest
  @MethodSource("people")
  void sealsTheAddressOfAPerson(Actor actor) {
    String address = addresses.of(ORG, actor);

    assertThat(address).doesNotContain(IP);
    assertThat(SealedAddress.parse(address).orElseThrow().person()).isEqualTo(ADA);
    assertThat(addresses.open(ORG, address)).hasValue(IP);
  }

  @ParameterizedTest
  @MethodSource("nobodyInParticular")
  void leavesTheAddressOfOthersInClear(Actor actor) {
    assertThat(addresses.of(ORG, actor)).isEqualTo(IP);
    assertThat(addresses.open(ORG, IP)).hasValue(IP);
  }

  @Test
  void sealsNothingWhereThereIsNothing() {
    Actor inside = new Actor.SignedIn(ADA, new SessionId(new UUID(3, 1)), Actor.Origin.INSIDE);

    assertThat(addresses.of(ORG, inside)).isEmpty();
    assertThat(addresses.open(ORG, "")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("people")
  void opensNothingOfWhoWasErased(Actor actor) {
    String before = addresses.of(ORG, actor);

    sealer.destroy(ADA);

    assertThat(addresses.open(ORG, before)).isEmpty();
    assertThat(addresses.of(ORG, actor)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("people")
  void opensNothingThatWasTamperedWithOrMovedToAnotherOrg(Actor actor) {
    String address = addresses.of(ORG, actor);
    char last = address.charAt(address.length() - 4);
    String changed = address.substring(0, address.length() - 4) + (last == 'A' ? "BBBB" : "AAAA");

    assertThat(addresses.open(ORG, changed)).isEmpty();
    assertThat(addresses.open(OTHER, address)).isEmpty();
  }
}
