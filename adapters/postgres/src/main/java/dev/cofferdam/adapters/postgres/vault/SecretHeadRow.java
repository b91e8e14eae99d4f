package dev.cofferdam.adapters.postgres.vault;

/** A row of {@code secrets}: the newest version of a key, and whether it has a value. */
record SecretHeadRow(String name, long version, boolean hasValue) {}
