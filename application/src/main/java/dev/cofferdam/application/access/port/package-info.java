/** What access needs from outside: an actor's role in an org. */
@NullMarked
package dev.cofferdam.application.access.port;

import org.jspecify.annotations.NullMarked;
