/** Files of age, through Jagged. */
@NullMarked
package dev.cofferdam.adapters.age.vault;

import org.jspecify.annotations.NullMarked;
