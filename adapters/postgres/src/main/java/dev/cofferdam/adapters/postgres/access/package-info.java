/** The installation's own keysets, and stored answers. */
@NullMarked
package dev.cofferdam.adapters.postgres.access;

import org.jspecify.annotations.NullMarked;
