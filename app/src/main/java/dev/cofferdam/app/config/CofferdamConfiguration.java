package dev.cofferdam.app.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cofferdam.adapters.egress.runs.HostPort;
import dev.cofferdam.adapters.http.platform.AllowedOrigins;
import dev.cofferdam.adapters.http.platform.Edge;
import dev.cofferdam.adapters.http.platform.TrustedProxies;
import dev.cofferdam.adapters.jose.identity.TrustedIssuer;
import dev.cofferdam.domain.events.WebhookSecret;
import io.dropwizard.core.Configuration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What {@code config.yml} says; that file documents each setting. */
public final class CofferdamConfiguration extends Configuration {
  @JsonProperty
  @NotNull
  @Pattern(
      regexp = "https?://[^\\s/?#@]+(/[^\\s?#]*)?",
      message = "must be an address such as https://cofferdam.example.com")
  private String publicUrl = "http://localhost:8080";

  @JsonProperty @NotNull private String corsOrigins = "";
  @JsonProperty @NotNull private String trustedProxies = "";
  @JsonProperty @NotNull private String dataDir = "./data";
  @JsonProperty @NotNull private String masterKeyFile = "";
  @JsonProperty @NotNull private String plans = "cofferdam";

  @JsonProperty @Valid @NotNull
  private DatabaseSettings database = new DatabaseSettings("", "", "");

  @JsonProperty @Valid @NotNull
  private TemporalSettings temporal = new TemporalSettings("", "cofferdam");

  @JsonProperty @Valid @NotNull private RequestSettings requests = RequestSettings.DEFAULT;

  @JsonProperty @Valid @NotNull private MailSettings mail = new MailSettings("", "", "");

  @JsonProperty @Valid @NotNull private ObjectSettings objects = ObjectSettings.FOLDER;

  @JsonProperty @Valid @NotNull private RunSettings runs = RunSettings.DEFAULT;

  @JsonProperty @Valid @NotNull private WebhookSettings webhooks = WebhookSettings.DEFAULT;

  @JsonProperty @Valid @NotNull private List<IssuerSettings> issuers = List.of();
  @JsonProperty @NotNull private String clerkWebhookSecret = "";

  public String publicUrl() {
    return publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
  }

  /**
   * @throws IllegalArgumentException naming the setting that can't be understood
   */
  public Edge edge() {
    return new Edge(
        setting("trustedProxies", () -> TrustedProxies.parse(trustedProxies)),
        setting("corsOrigins", () -> AllowedOrigins.parse(corsOrigins)));
  }

  private static <T> T setting(String name, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  public Path dataDir() {
    return Path.of(dataDir).toAbsolutePath().normalize();
  }

  public Path masterKeyFile() {
    return masterKeyFile.isEmpty()
        ? dataDir().resolve("master-key.json")
        : Path.of(masterKeyFile).toAbsolutePath().normalize();
  }

  public String plans() {
    return plans;
  }

  public DatabaseSettings database() {
    return database;
  }

  public TemporalSettings temporal() {
    return temporal;
  }

  public RequestSettings requests() {
    return requests;
  }

  public MailSettings mail() {
    return mail;
  }

  public ObjectSettings objects() {
    return objects;
  }

  public RunSettings runs() {
    return runs;
  }

  /**
   * Where webhooks may go besides public addresses by https.
   *
   * @throws IllegalArgumentException naming the setting that can't be understood
   */
  public List<HostPort> openForWebhooks() {
    return setting(
        "webhooks.open", () -> webhooks.openHosts().stream().map(HostPort::parse).toList());
  }

  /** Issuers whose tokens are taken besides our own. */
  public List<IssuerSettings> issuers() {
    return List.copyOf(issuers);
  }

  /**
   * The secret that Clerk signs with, and the issuer whose people it tells of; empty where Clerk is
   * not to call.
   *
   * @throws IllegalArgumentException when the secret is none, or there is not one issuer of Clerk's
   */
  public Optional<ClerkSettings> clerk() {
    if (clerkWebhookSecret.isEmpty()) {
      return Optional.empty();
    }
    String setting = "clerkWebhookSecret in config.yml (CLERK_WEBHOOK_SECRET): ";
    List<IssuerSettings> clerks =
        issuers.stream().filter(issuer -> issuer.preset() == IssuerPreset.CLERK).toList();
    if (clerks.size() != 1) {
      throw new IllegalArgumentException(
          setting + "wants one issuer with preset clerk, and there are " + clerks.size());
    }
    try {
      return Optional.of(
          new ClerkSettings(
              clerks.get(0).trusted().issuer(), WebhookSecret.parse(clerkWebhookSecret)));
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(setting + wrong.getMessage(), wrong);
    }
  }

  /**
   * Says what is wrong with issuers in words of their own, which differ with the setting.
   *
   * @throws IllegalArgumentException naming the issuer by its place in the list
   */
  public List<TrustedIssuer> trustedIssuers() {
    List<TrustedIssuer> trusted = new ArrayList<>();
    for (int i = 0; i < issuers.size(); i++) {
      String place = "issuers[" + i + "] in config.yml: ";
      try {
        TrustedIssuer issuer = issuers.get(i).trusted();
        if (issuer.issuer().equals(publicUrl())) {
          throw new IllegalArgumentException("its url is this server's own publicUrl");
        }
        if (trusted.stream().anyMatch(other -> other.issuer().equals(issuer.issuer()))) {
          throw new IllegalArgumentException("the issuer is there twice");
        }
        trusted.add(issuer);
      } catch (IllegalArgumentException wrong) {
        throw new IllegalArgumentException(place + wrong.getMessage(), wrong);
      }
    }
    return trusted;
  }
}
