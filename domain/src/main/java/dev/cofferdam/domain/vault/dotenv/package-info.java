/** Secrets as {@code .env} files: what is read, and what is written. */
@NullMarked
package dev.cofferdam.domain.vault.dotenv;

import org.jspecify.annotations.NullMarked;
