package dev.cofferdam.adapters.http.identity;

import io.swagger.v3.oas.annotations.media.Schema;

/** That something was taken, and will be done where it can be. */
record AcceptedView(
    @Schema(
            description = "What happens now, for people.",
            example = "If there is an account with this address, a letter is on its way.")
        String detail) {}
