/** Servers under test, and what becomes of them when they are killed. */
@NullMarked
package dev.cofferdam.app.server;

import org.jspecify.annotations.NullMarked;
