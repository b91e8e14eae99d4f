/** Keeps secrets: projects, environments, values, import. */
@NullMarked
package dev.cofferdam.application.vault;

import org.jspecify.annotations.NullMarked;
