/** What config.yml says, checked. */
@NullMarked
package dev.cofferdam.app.config;

import org.jspecify.annotations.NullMarked;
