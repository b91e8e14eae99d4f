/** Artifacts and other large bytes, in a folder or in S3. */
@NullMarked
package dev.cofferdam.adapters.objects.runs;

import org.jspecify.annotations.NullMarked;
