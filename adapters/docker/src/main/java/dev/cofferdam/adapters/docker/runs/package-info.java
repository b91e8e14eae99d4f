/** Runs executed in containers of a Docker engine. */
@NullMarked
package dev.cofferdam.adapters.docker.runs;

import org.jspecify.annotations.NullMarked;
