/** Everything wired as a server has it, without the server. */
@NullMarked
package dev.cofferdam.app.wiring;

import org.jspecify.annotations.NullMarked;
