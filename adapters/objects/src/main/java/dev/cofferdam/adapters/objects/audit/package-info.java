/** Artifacts, checkpoints and other bytes outside of the database, in a folder or in S3. */
@NullMarked
package dev.cofferdam.adapters.objects.audit;

import org.jspecify.annotations.NullMarked;
