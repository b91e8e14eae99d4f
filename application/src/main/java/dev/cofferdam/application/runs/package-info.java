/** Accepts, executes and shows pipelines. */
@NullMarked
package dev.cofferdam.application.runs;

import org.jspecify.annotations.NullMarked;
