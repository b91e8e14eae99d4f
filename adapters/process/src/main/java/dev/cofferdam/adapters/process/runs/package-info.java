/**
 * Runs as local processes, for machines without a container engine: a step driver in a JVM of its
 * own, which survives the server, and as much confinement as the system allows.
 */
@NullMarked
package dev.cofferdam.adapters.process.runs;

import org.jspecify.annotations.NullMarked;
