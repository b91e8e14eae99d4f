/** What runs need from outside. */
@NullMarked
package dev.cofferdam.application.runs.port;

import org.jspecify.annotations.NullMarked;
