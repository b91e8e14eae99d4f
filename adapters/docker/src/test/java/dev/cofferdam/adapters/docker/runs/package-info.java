/** DockerSandbox against a real engine. */
@NullMarked
package dev.cofferdam.adapters.docker.runs;

import org.jspecify.annotations.NullMarked;
