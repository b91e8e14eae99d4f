/** What happened, told to whoever asked to know. */
@NullMarked
package dev.cofferdam.domain.events;

import org.jspecify.annotations.NullMarked;
