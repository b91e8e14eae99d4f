/** How the workflows of keys go on whatever dies. */
@NullMarked
package dev.cofferdam.workflows.vault;

import org.jspecify.annotations.NullMarked;
