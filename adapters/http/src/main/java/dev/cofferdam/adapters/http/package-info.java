/** The REST surface: what a caller sends becomes a use case, what it returns becomes an answer. */
@NullMarked
package dev.cofferdam.adapters.http;

import org.jspecify.annotations.NullMarked;
