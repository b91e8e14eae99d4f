package dev.cofferdam.application.identity.port;

/**
 * The keyed hash of an opaque token, in hexadecimal: what a token is found by, and useless to who
 * reads the database.
 */
public record TokenHash(String hex) {}
