/** The rules that keep this house in order. Each proves that it looked. */
@NullMarked
package dev.cofferdam.app.architecture;

import org.jspecify.annotations.NullMarked;
