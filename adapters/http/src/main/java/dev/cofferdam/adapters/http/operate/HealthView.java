package dev.cofferdam.adapters.http.operate;

import io.swagger.v3.oas.annotations.media.Schema;

/** Whether the installation is well; what is wrong is not for strangers. */
record HealthView(
    @Schema(
            description = "Whether everything that it needs answers: database, Temporal.",
            example = "true")
        boolean healthy) {}
