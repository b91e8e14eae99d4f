/** Signing in and out, and the keys that tokens are checked with. */
@NullMarked
package dev.cofferdam.adapters.http.identity;

import org.jspecify.annotations.NullMarked;
