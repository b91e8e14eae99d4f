package dev.cofferdam.app.server;

import java.util.List;

/**
 * An environment that clients read and write.
 *
 * @param url of its secrets
 */
record SecretsUnderTest(String url, String token, List<String> keys) {}
