package dev.cofferdam.app.conformance;

import java.util.List;

/**
 * Where somebody listens whom no run may reach.
 *
 * @param addresses of the host, as text, one for each of its networks
 * @param port where a server of the host's answers every HTTP request with {@code word}
 * @param word what nobody else would say
 */
record Surroundings(List<String> addresses, int port, String word) {
  public Surroundings {
    addresses = List.copyOf(addresses);
  }
}
