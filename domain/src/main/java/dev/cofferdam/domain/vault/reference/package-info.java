/** References from one secret's text to others: what they look like, and what they come to. */
@NullMarked
package dev.cofferdam.domain.vault.reference;

import org.jspecify.annotations.NullMarked;
