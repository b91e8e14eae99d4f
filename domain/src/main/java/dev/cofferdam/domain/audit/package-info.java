/** Who did what, provably: entries and the hash chain they form. */
@NullMarked
package dev.cofferdam.domain.audit;

import org.jspecify.annotations.NullMarked;
