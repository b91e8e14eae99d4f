/** Users, sessions and signing keys. */
@NullMarked
package dev.cofferdam.adapters.postgres.identity;

import org.jspecify.annotations.NullMarked;
