/** The main job before your eyes: ./cofferdam demo. */
@NullMarked
package dev.cofferdam.app.demo;

import org.jspecify.annotations.NullMarked;
