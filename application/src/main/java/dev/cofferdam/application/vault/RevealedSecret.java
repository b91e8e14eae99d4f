package dev.cofferdam.application.vault;

import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.SecretVersion;
import java.util.Optional;

/**
 * A secret with its value in clear.
 *
 * @param inheritedFrom the environment that it lives in, where that is another than was asked for
 */
public record RevealedSecret(
    SecretVersion version, SecretValue value, Optional<EnvironmentName> inheritedFrom) {}
