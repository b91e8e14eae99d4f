/** Projects, environments and secrets. */
@NullMarked
package dev.cofferdam.adapters.http.vault;

import org.jspecify.annotations.NullMarked;
