package dev.cofferdam.app.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;

/** What {@code config.yml} says; that file documents each setting. */
public final class CofferdamConfiguration extends Configuration {
  @JsonProperty
  @NotNull
  @Pattern(
      regexp = "https?://[^\\s/?#@]+(/[^\\s?#]*)?",
      message = "must be an address such as https://cofferdam.example.com")
  private String publicUrl = "http://localhost:8080";

  @JsonProperty @NotNull private String dataDir = "./data";
  @JsonProperty @NotNull private String masterKeyFile = "";
  @JsonProperty @NotNull private String plans = "cofferdam";

  @JsonProperty @Valid @NotNull
  private DatabaseSettings database = new DatabaseSettings("", "", "");

  @JsonProperty @Valid @NotNull
  private TemporalSettings temporal = new TemporalSettings("", "cofferdam");

  @JsonProperty @Valid @NotNull private RequestSettings requests = RequestSettings.DEFAULT;

  @JsonProperty @Valid @NotNull private MailSettings mail = new MailSettings("", "", "");

  @JsonProperty @Valid @NotNull private RunSettings runs = RunSettings.DEFAULT;

  public String publicUrl() {
    return publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
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

  public RunSettings runs() {
    return runs;
  }
}
