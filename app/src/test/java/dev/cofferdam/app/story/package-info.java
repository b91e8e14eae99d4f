/** The main job, told to the end in each runtime. */
@NullMarked
package dev.cofferdam.app.story;

import org.jspecify.annotations.NullMarked;
