package dev.cofferdam.adapters.http.platform;

/** What stands between the server and the world: who is believed, and whose pages may call. */
public record Edge(TrustedProxies proxies, AllowedOrigins origins) {
  /** Nobody is, and none may. */
  public static final Edge CLOSED = new Edge(TrustedProxies.NONE, AllowedOrigins.NONE);
}
