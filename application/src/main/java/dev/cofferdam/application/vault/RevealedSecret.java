package dev.cofferdam.application.vault;

import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.SecretVersion;

/** A secret with its value in clear. */
public record RevealedSecret(SecretVersion version, SecretValue value) {}
