/** Files of secrets, whatever their format: what was read, what is wrong, what can't be written. */
@NullMarked
package dev.cofferdam.domain.vault.format;

import org.jspecify.annotations.NullMarked;
