/**
 * The proof of the wall: every operation, by every credential, on what is theirs and what is not.
 */
@NullMarked
package dev.cofferdam.adapters.http.wall;

import org.jspecify.annotations.NullMarked;
