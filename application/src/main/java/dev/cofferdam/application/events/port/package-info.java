/** What events need from outside: the outbox. */
@NullMarked
package dev.cofferdam.application.events.port;

import org.jspecify.annotations.NullMarked;
