package dev.cofferdam.adapters.http.tenancy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.tenancy.DirectoryEntry;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryMembership;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryOrg;
import dev.cofferdam.domain.tenancy.DirectoryEntry.DirectoryUser;
import dev.cofferdam.domain.tenancy.OrgName;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A message of Clerk's (clerk.com/docs, Webhooks): {@code type}, {@code data}, which is the object
 * as in Clerk's Backend API, and {@code timestamp}. Times are milliseconds since the epoch. Of a
 * user or an organization that was deleted {@code data} has the id alone.
 */
final class ClerkMessage {
  private static final OrgName NAMELESS = new OrgName("Organization");
  private static final int MAX_NAME = 100;

  private final String type;
  private final JsonNode data;
  private final Instant sentAt;

  /**
   * @param now taken for the time of a message that doesn't tell its own
   * @throws Refusal {@code invalid_field} naming what is missing
   */
  ClerkMessage(JsonNode message, Instant now) {
    type = text(message, "", "type");
    data = message.path("data");
    sentAt = message.path("timestamp").isIntegralNumber() ? time(message, "", "timestamp") : now;
  }

  /** What it says; empty for what nobody here follows. */
  Optional<DirectoryEntry> entry() {
    return Optional.ofNullable(
        switch (type) {
          case "user.created", "user.updated" -> user();
          case "user.deleted" -> DirectoryUser.gone(text(data, "data.", "id"), sentAt);
          case "organization.created", "organization.updated" -> org();
          case "organization.deleted" -> DirectoryOrg.gone(text(data, "data.", "id"), sentAt);
          case "organizationMembership.created", "organizationMembership.updated" ->
              membership(false);
          case "organizationMembership.deleted" -> membership(true);
          default -> null;
        });
  }

  private DirectoryUser user() {
    Optional<JsonNode> primary =
        StreamSupport.stream(data.path("email_addresses").spliterator(), false)
            .filter(each -> each.path("id").isTextual())
            .filter(each -> each.path("id").equals(data.path("primary_email_address_id")))
            .findFirst();
    Optional<EmailAddress> email =
        primary.flatMap(each -> parsed(each.path("email_address"), EmailAddress::parse));
    boolean verified =
        primary
            .filter(each -> each.path("verification").path("status").asText().equals("verified"))
            .isPresent();
    String name =
        Stream.of(data.path("first_name"), data.path("last_name"))
            .filter(JsonNode::isTextual)
            .map(JsonNode::asText)
            .collect(Collectors.joining(" "));
    return new DirectoryUser(
        text(data, "data.", "id"),
        time(data, "data.", "updated_at"),
        false,
        email,
        email.isPresent() && verified,
        parsed(name, PersonName::parse));
  }

  private DirectoryOrg org() {
    return new DirectoryOrg(
        text(data, "data.", "id"),
        time(data, "data.", "updated_at"),
        false,
        parsed(data.path("name"), OrgName::parse).orElse(NAMELESS),
        Optional.of(data.path("created_by")).filter(JsonNode::isTextual).map(JsonNode::asText));
  }

  private DirectoryMembership membership(boolean removed) {
    String role = text(data, "data.", "role");
    return new DirectoryMembership(
        text(data, "data.", "id"),
        time(data, "data.", "updated_at"),
        removed,
        text(data.path("organization"), "data.organization.", "id"),
        text(data.path("public_user_data"), "data.public_user_data.", "user_id"),
        role.equals("org:admin") || role.equals("admin") ? Role.ADMIN : Role.MEMBER,
        time(data, "data.", "created_at"));
  }

  private static String text(JsonNode of, String path, String field) {
    JsonNode value = of.path(field);
    if (!value.isTextual()) {
      throw Refusal.invalid(path + field, "must be a string");
    }
    return value.asText();
  }

  private static Instant time(JsonNode of, String path, String field) {
    JsonNode value = of.path(field);
    try {
      if (value.isIntegralNumber() && value.canConvertToLong()) {
        return within(Instant.ofEpochMilli(value.asLong()));
      }
    } catch (DateTimeException outOfRange) {
      // refused below
    }
    throw Refusal.invalid(path + field, "must be milliseconds since the epoch");
  }

  /** Within what the database can keep. */
  private static Instant within(Instant instant) {
    if (instant.isBefore(Instant.EPOCH) || instant.isAfter(Instant.parse("9999-12-31T00:00:00Z"))) {
      throw new DateTimeException("out of range");
    }
    return instant;
  }

  private static <T> Optional<T> parsed(JsonNode value, Function<String, T> parse) {
    return value.isTextual() ? parsed(value.asText(), parse) : Optional.empty();
  }

  /** A name or an address as far as it can be one here; no message fails for its sake. */
  private static <T> Optional<T> parsed(String text, Function<String, T> parse) {
    int end =
        text.codePointCount(0, text.length()) <= MAX_NAME || text.indexOf('@') >= 0
            ? text.length()
            : text.offsetByCodePoints(0, MAX_NAME);
    try {
      return Optional.of(parse.apply(text.substring(0, end)));
    } catch (Refusal cannotBe) {
      return Optional.empty();
    }
  }
}
