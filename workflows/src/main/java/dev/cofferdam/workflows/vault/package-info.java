/** Rotates orgs' keys durably: whoever dies, a rotation is carried through. */
@NullMarked
package dev.cofferdam.workflows.vault;

import org.jspecify.annotations.NullMarked;
