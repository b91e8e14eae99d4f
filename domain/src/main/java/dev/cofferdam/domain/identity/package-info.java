/** Who it is: users, their e-mail addresses and sessions. */
@NullMarked
package dev.cofferdam.domain.identity;

import org.jspecify.annotations.NullMarked;
