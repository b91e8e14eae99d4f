/** What ./cofferdam can be told to do. */
@NullMarked
package dev.cofferdam.app.command;

import org.jspecify.annotations.NullMarked;
