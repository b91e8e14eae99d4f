/** Runs, their steps and their logs as rows. */
@NullMarked
package dev.cofferdam.adapters.postgres.runs;

import org.jspecify.annotations.NullMarked;
