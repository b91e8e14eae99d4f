package dev.cofferdam.domain.runs.masking;

/** A pattern in one form, from raw offset {@code start} up to {@code end}, which is exclusive. */
record Match(long start, long end, int pattern, MaskedForm form) {}
