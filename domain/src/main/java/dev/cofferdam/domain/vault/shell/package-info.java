/** Secrets as assignments that {@code sh}, {@code bash} and {@code dash} take. */
@NullMarked
package dev.cofferdam.domain.vault.shell;

import org.jspecify.annotations.NullMarked;
