/** Tests of the run's workflow, over Temporal's own servers. */
@NullMarked
package dev.cofferdam.workflows.runs;

import org.jspecify.annotations.NullMarked;
