package dev.cofferdam.workflows.vault;

import dev.cofferdam.domain.ids.KeyRotationId;
import dev.cofferdam.domain.ids.OrgId;
import java.util.UUID;

/** Which rotation a workflow is about: ids alone, since payloads are kept in Temporal's history. */
public record RotationRef(String org, String rotation) {
  static RotationRef of(OrgId org, KeyRotationId rotation) {
    return new RotationRef(org.toString(), rotation.toString());
  }

  OrgId orgId() {
    return new OrgId(UUID.fromString(org));
  }

  KeyRotationId rotationId() {
    return new KeyRotationId(UUID.fromString(rotation));
  }
}
