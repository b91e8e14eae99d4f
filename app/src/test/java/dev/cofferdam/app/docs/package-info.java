/** The pages in {@code docs}, held to the code. */
@NullMarked
package dev.cofferdam.app.docs;

import org.jspecify.annotations.NullMarked;
