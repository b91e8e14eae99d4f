/** Secrets as the files that {@code docker run --env-file} takes. */
@NullMarked
package dev.cofferdam.domain.vault.docker;

import org.jspecify.annotations.NullMarked;
