package dev.cofferdam.app.config;

import dev.cofferdam.domain.events.WebhookSecret;

/**
 * That Clerk tells of its people.
 *
 * @param issuer the {@code iss} of their tokens
 */
public record ClerkSettings(String issuer, WebhookSecret secret) {}
