/** Drives runs durably: whoever dies, a run is executed to its end once. */
@NullMarked
package dev.cofferdam.workflows.runs;

import org.jspecify.annotations.NullMarked;
