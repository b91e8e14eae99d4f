/** What a plan catalogue is held to. */
@NullMarked
package dev.cofferdam.app.plans;

import org.jspecify.annotations.NullMarked;
