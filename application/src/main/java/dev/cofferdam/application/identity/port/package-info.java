/** What identity needs from outside: users, sessions, passwords and tokens. */
@NullMarked
package dev.cofferdam.application.identity.port;

import org.jspecify.annotations.NullMarked;
