/** Projects, environments, secrets and org keys as rows. */
@NullMarked
package dev.cofferdam.adapters.postgres.vault;

import org.jspecify.annotations.NullMarked;
