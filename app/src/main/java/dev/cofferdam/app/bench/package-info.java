/** Measures this installation: ./cofferdam bench. */
@NullMarked
package dev.cofferdam.app.bench;

import org.jspecify.annotations.NullMarked;
