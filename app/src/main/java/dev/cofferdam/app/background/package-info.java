/** What the installation does by itself, over and over. */
@NullMarked
package dev.cofferdam.app.background;

import org.jspecify.annotations.NullMarked;
