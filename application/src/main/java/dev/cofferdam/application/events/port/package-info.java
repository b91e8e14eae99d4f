/** What events need from outside: the outbox, the feed, and whoever waits elsewhere. */
@NullMarked
package dev.cofferdam.application.events.port;

import org.jspecify.annotations.NullMarked;
