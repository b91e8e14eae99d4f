/** Pipelines and their logs. */
@NullMarked
package dev.cofferdam.adapters.http.runs;

import org.jspecify.annotations.NullMarked;
