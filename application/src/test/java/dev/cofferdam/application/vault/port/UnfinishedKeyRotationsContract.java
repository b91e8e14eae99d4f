package dev.cofferdam.application.vault.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.application.vault.port.UnfinishedKeyRotations.Unfinished;
import dev.cofferdam.application.world.WorldContract;
import dev.cofferdam.domain.ids.KeyRotationId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.vault.KeyRotation;
import dev.cofferdam.domain.vault.OrgKeyId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@link UnfinishedKeyRotations} promise. */
public abstract class UnfinishedKeyRotationsContract extends WorldContract {
  private static final OrgKeyId KEY = new OrgKeyId(9);

  @Test
  void areThoseOfAllOrgsThatRunOldestFirst() {
    KeyRotation first = begin();
    KeyRotation second = begin();
    KeyRotation third = begin();
    changing(
        second.org(), () -> world.keyRotations().finish(second.org(), second.id(), given.time()));

    assertThat(world.unfinishedKeyRotations().list(10))
        .containsExactly(
            new Unfinished(first.org(), first.id()), new Unfinished(third.org(), third.id()));
    assertThat(world.unfinishedKeyRotations().list(1))
        .containsExactly(new Unfinished(first.org(), first.id()));
  }

  private KeyRotation begin() {
    OrgId org = given.org();
    WrappedKeyset keyset = WrappedKeyset.first("mk-1", SealedBytes.of(new byte[] {1}), false);
    KeyRotation rotation =
        new KeyRotation(
            org, new KeyRotationId(given.id()), KEY, 0, 0, given.time(), Optional.empty());
    changing(
        org,
        () -> {
          world.orgKeys().add(org, keyset, KEY, given.time());
          world.keyRotations().add(rotation);
        });
    return rotation;
  }
}
