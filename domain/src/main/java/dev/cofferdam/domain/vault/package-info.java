/** Projects, environments, secrets and their versions. */
@NullMarked
package dev.cofferdam.domain.vault;

import org.jspecify.annotations.NullMarked;
