/** What a configuration is held to. */
@NullMarked
package dev.cofferdam.app.config;

import org.jspecify.annotations.NullMarked;
