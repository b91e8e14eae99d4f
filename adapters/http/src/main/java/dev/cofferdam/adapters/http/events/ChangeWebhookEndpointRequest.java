package dev.cofferdam.adapters.http.events;

import dev.cofferdam.application.events.ChangeWebhookEndpoint;
import dev.cofferdam.domain.events.EventPatterns;
import dev.cofferdam.domain.events.WebhookUrl;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.WebhookEndpointId;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What isn't there stays as it is. */
record ChangeWebhookEndpointRequest(
    @Schema(
            description = "Where to send to from now on.",
            example = "https://hooks.example.org/cofferdam",
            maxLength = WebhookUrl.MAX_LENGTH)
        @Nullable String url,
    @ArraySchema(minItems = 1, maxItems = EventPatterns.MAX)
        @Schema(description = "Which events from now on.", example = "[\"run.*\"]")
        @Nullable List<String> types,
    @Schema(description = "For people.", example = "The chat bot", maxLength = 500)
        @Nullable String description,
    @Schema(
            description =
                "Whether anything is sent; switching on begins anew, as if nothing had failed.")
        @Nullable Boolean enabled) {
  ChangeWebhookEndpoint.Command command(OrgId org, WebhookEndpointId id) {
    return new ChangeWebhookEndpoint.Command(
        org,
        id,
        Optional.ofNullable(url).map(WebhookUrl::parse),
        Optional.ofNullable(types).map(EventPatterns::new),
        Optional.ofNullable(description),
        Optional.ofNullable(enabled));
  }
}
