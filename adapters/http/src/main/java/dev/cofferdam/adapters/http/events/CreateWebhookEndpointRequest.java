package dev.cofferdam.adapters.http.events;

import static dev.cofferdam.adapters.http.platform.Faults.required;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.cofferdam.application.events.CreateWebhookEndpoint;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.events.EndpointKind;
import dev.cofferdam.domain.events.EventPatterns;
import dev.cofferdam.domain.events.WebhookUrl;
import dev.cofferdam.domain.ids.OrgId;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

record CreateWebhookEndpointRequest(
    @Schema(
            description =
                "Where to send to: https, a public host, without user, password and fragment.",
            example = "https://hooks.example.org/cofferdam",
            maxLength = WebhookUrl.MAX_LENGTH,
            requiredMode = REQUIRED)
        @Nullable String url,
    @Schema(
            implementation = EndpointKind.class,
            description = "The shape of what is sent; `standard` where it is left out.")
        @Nullable String kind,
    @ArraySchema(minItems = 1, maxItems = EventPatterns.MAX)
        @Schema(
            description =
                "Which events: types, `noun.*`, or `*`; all where it is left out. The caller needs"
                    + " the right to each.",
            example = "[\"run.*\",\"secret.changed\"]")
        @Nullable List<String> types,
    @Schema(description = "For people.", example = "The chat bot", maxLength = 500)
        @Nullable String description) {
  CreateWebhookEndpoint.Command command(OrgId org) {
    return new CreateWebhookEndpoint.Command(
        org,
        Optional.ofNullable(kind)
            .map(CreateWebhookEndpointRequest::kindOf)
            .orElse(EndpointKind.STANDARD),
        WebhookUrl.parse(required("url", url)),
        Optional.ofNullable(types).map(EventPatterns::new).orElse(EventPatterns.ALL),
        Optional.ofNullable(description).orElse(""));
  }

  private static EndpointKind kindOf(String code) {
    return EndpointKind.ofCode(code)
        .orElseThrow(() -> Refusal.invalid("kind", "must be standard or slack"));
  }
}
