/** Access tokens as signed JSON Web Tokens. */
@NullMarked
package dev.cofferdam.adapters.jose.identity;

import org.jspecify.annotations.NullMarked;
