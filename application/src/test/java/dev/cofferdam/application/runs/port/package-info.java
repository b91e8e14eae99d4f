/** What the ports of runs promise, as tests that every adapter extends. */
@NullMarked
package dev.cofferdam.application.runs.port;

import org.jspecify.annotations.NullMarked;
