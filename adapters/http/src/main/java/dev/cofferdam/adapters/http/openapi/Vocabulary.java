package dev.cofferdam.adapters.http.openapi;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.identity.CredentialName;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.identity.PersonName;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.metering.Period;
import dev.cofferdam.domain.runs.ArtifactName;
import dev.cofferdam.domain.tenancy.OrgName;
import dev.cofferdam.domain.tenancy.OrgSlug;
import dev.cofferdam.domain.vault.AgeRecipient;
import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import dev.cofferdam.domain.vault.SecretName;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How the domain's types are written, described once each: in paths, and where a field says
 * {@code @Schema(implementation = ProjectName.class)}. Ids and enumerations need no line here.
 */
final class Vocabulary {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String ID = "0192e4a0-7b1c-7def-8a00-5c1d2e3f4a5b";
  private static final String SLUG = "[a-z0-9](-?[a-z0-9]){1,39}";
  private static final String NAME = "^[a-z0-9][a-z0-9._-]{0,62}$";

  private static final Map<Class<?>, ObjectNode> WORDS =
      Map.ofEntries(
          entry(
              AgeRecipient.class,
              text(
                      "An X25519 recipient of age (age-encryption.org/v1).",
                      "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p")
                  .put("pattern", "^age1[02-9ac-hj-np-z]{58}$")),
          entry(
              ArtifactName.class,
              text("A file's path from the workspace on.", "dist/shop.tar.gz")
                  .put("minLength", 1)
                  .put("maxLength", 1_024)),
          entry(
              CredentialName.class, name("What a key or a token is called.", "Deploy of the shop")),
          entry(
              EmailAddress.class,
              text("An e-mail address; NFC and lower case once it is stored.", "ada@example.org")
                  .put("format", "idn-email")
                  .put("maxLength", 254)),
          entry(EnvironmentName.class, text("An environment's name.", "prod").put("pattern", NAME)),
          entry(
              Instant.class,
              text("A moment in UTC with microseconds (RFC 3339).", "2026-11-21T09:30:00.000000Z")
                  .put("format", "date-time")),
          entry(OrgName.class, name("What an org is called.", "Ada's Tools")),
          entry(
              OrgSlug.class,
              text("An org's name in addresses; it never looks like an id.", "adas-tools")
                  .put("pattern", "^" + SLUG + "$")
                  .put("maxLength", 40)),
          entry(
              Period.class,
              text("A calendar month in UTC.", "2026-11")
                  .put("pattern", "^[0-9]{4}-(0[1-9]|1[0-2])$")),
          entry(PersonName.class, name("What a person is called.", "Ada Lovelace")),
          entry(ProjectName.class, text("A project's name.", "web-shop").put("pattern", NAME)),
          entry(Refusal.FieldError.class, fieldError()),
          entry(
              SecretName.class,
              text("A secret's key, fit for an environment variable.", "DATABASE_URL")
                  .put("pattern", "^[A-Za-z_][A-Za-z0-9_]{0,254}$")));

  private Vocabulary() {}

  /** The schema of a type that is written as one word; empty for others. */
  static Optional<ObjectNode> of(Class<?> type) {
    if (type.isEnum()) {
      return Optional.of(enumeration(type));
    }
    if (type.getPackage() == OrgId.class.getPackage() && type.getSimpleName().endsWith("Id")) {
      return Optional.of(id(type));
    }
    return Optional.ofNullable(WORDS.get(type)).map(ObjectNode::deepCopy);
  }

  /** The schema of an org in a path: its slug or its id. */
  static ObjectNode slugOrId() {
    return text("An org, by its slug or its id.", "adas-tools")
        .put("pattern", "^(" + SLUG + "|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$");
  }

  private static ObjectNode id(Class<?> type) {
    String what = type.getSimpleName().replaceAll("Id$", "").replaceAll("(?<=.)([A-Z])", " $1");
    return text("The id of: " + what.toLowerCase(Locale.ROOT) + " (UUIDv7).", ID)
        .put("format", "uuid");
  }

  private static ObjectNode enumeration(Class<?> type) {
    ObjectNode schema = NODES.objectNode().put("type", "string");
    Arrays.stream(type.getEnumConstants())
        .map(each -> ((Enum<?>) each).name().toLowerCase(Locale.ROOT))
        .forEach(schema.putArray("enum")::add);
    return schema;
  }

  private static ObjectNode text(String description, String example) {
    ObjectNode schema = NODES.objectNode().put("type", "string").put("description", description);
    schema.putArray("examples").add(example);
    return schema;
  }

  private static ObjectNode name(String description, String example) {
    return text(description, example).put("minLength", 1).put("maxLength", 100);
  }

  private static ObjectNode fieldError() {
    ObjectNode schema =
        NODES
            .objectNode()
            .put("type", "object")
            .put("description", "One field, header or parameter that is wrong.");
    ObjectNode properties = schema.putObject("properties");
    properties.set("field", text("Its name or JSON path.", "resources.cpus"));
    properties.set("message", text("What it should be, for people.", "must be from 0.1 to 64"));
    schema.putArray("required").add("field").add("message");
    return schema;
  }
}
