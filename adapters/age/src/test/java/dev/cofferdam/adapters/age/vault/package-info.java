/** Files of age, ours and the program's. */
@NullMarked
package dev.cofferdam.adapters.age.vault;

import org.jspecify.annotations.NullMarked;
