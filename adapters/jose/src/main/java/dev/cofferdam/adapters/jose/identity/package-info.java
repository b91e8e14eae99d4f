/** Signed JSON Web Tokens: our own access tokens, and those of issuers that are trusted. */
@NullMarked
package dev.cofferdam.adapters.jose.identity;

import org.jspecify.annotations.NullMarked;
