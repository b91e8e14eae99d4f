/** What is executed in a sandbox: its limits, states, steps and masked output. */
@NullMarked
package dev.cofferdam.domain.runs;

import org.jspecify.annotations.NullMarked;
