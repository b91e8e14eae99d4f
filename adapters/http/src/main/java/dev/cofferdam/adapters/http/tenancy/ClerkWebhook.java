package dev.cofferdam.adapters.http.tenancy;

import dev.cofferdam.application.tenancy.FollowDirectory;
import dev.cofferdam.domain.events.WebhookSecret;
import java.time.Clock;

/**
 * Where Clerk tells of its users, organizations and memberships.
 *
 * @param issuer the {@code iss} of their tokens
 */
public record ClerkWebhook(
    String issuer, WebhookSecret secret, FollowDirectory follow, Clock clock) {}
