/** Passwords, hashed with Argon2id. */
@NullMarked
package dev.cofferdam.adapters.argon2.identity;

import org.jspecify.annotations.NullMarked;
