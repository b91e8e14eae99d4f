package dev.cofferdam.adapters.http.openapi;

import java.util.Set;

/** Headers of answers, described once. */
public enum ResponseHeader {
  /** On every answer. */
  X_REQUEST_ID(
      "X-Request-Id",
      true,
      "The request's id, which is also in the server's log and in problems as `instance`.",
      "0192e4a0-7b1c-7def-8a00-5c1d2e3f4a5b"),
  X_CONTENT_TYPE_OPTIONS(
      "X-Content-Type-Options",
      true,
      "The media type is what it says (Fetch standard).",
      "nosniff"),
  REFERRER_POLICY("Referrer-Policy", true, "Addresses of ours are told to nobody.", "no-referrer"),
  X_FRAME_OPTIONS("X-Frame-Options", true, "No page shows an answer inside of itself.", "DENY"),
  CONTENT_SECURITY_POLICY(
      "Content-Security-Policy",
      true,
      "What a browser may do with the answer: nothing, but for what is a page.",
      "default-src 'none'; frame-ancestors 'none'"),
  STRICT_TRANSPORT_SECURITY(
      "Strict-Transport-Security",
      false,
      "On answers that went over TLS, here or at a trusted proxy (RFC 6797).",
      "max-age=31536000"),
  VARY("Vary", false, "The request's headers that the answer depends on.", "Origin"),
  ACCESS_CONTROL_ALLOW_ORIGIN(
      "Access-Control-Allow-Origin",
      false,
      "The page's origin, where it is one of those that may call (CORS, Fetch standard).",
      "https://app.example.org"),
  ACCESS_CONTROL_EXPOSE_HEADERS(
      "Access-Control-Expose-Headers",
      false,
      "The answer's headers that such a page may read.",
      "ETag,Location"),
  CACHE_CONTROL("Cache-Control", true, "`no-store`, but for what is public.", "no-store"),
  /** On answers to API requests that a limit was looked at for. */
  RATE_LIMIT(
      "RateLimit",
      false,
      "What is left of each limit, and after how many seconds it is whole"
          + " (draft-ietf-httpapi-ratelimit-headers).",
      "\"credential\";r=299;t=1, \"org\";r=599;t=1"),
  RATE_LIMIT_POLICY(
      "RateLimit-Policy",
      false,
      "The limits that this request counts against: how many requests, in how many seconds.",
      "\"credential\";q=300;w=60, \"org\";q=600;w=60"),
  ETAG("ETag", true, "The version, for If-Match and If-None-Match.", "\"3\""),
  LOCATION(
      "Location",
      true,
      "The path of what was made.",
      "/api/v1/orgs/0192e4a0-7b1c-7def-8a00-5c1d2e3f4a5b"),
  LINK(
      "Link",
      false,
      "The next page (RFC 8288), where there is one.",
      "</api/v1/orgs?cursor=YQ>; rel=\"next\""),
  IDEMPOTENCY_REPLAYED(
      "Idempotency-Replayed",
      false,
      "`true` where this is the first answer again, for the same Idempotency-Key.",
      "true"),
  WWW_AUTHENTICATE("WWW-Authenticate", true, "RFC 6750, section 3.", "Bearer realm=\"cofferdam\""),
  RETRY_AFTER(
      "Retry-After",
      false,
      "Seconds after which to try again: on every 429 and 503, and on `request_in_progress`.",
      "1"),
  X_ACCEL_BUFFERING(
      "X-Accel-Buffering",
      false,
      "On streams: a reverse proxy is to pass on what comes as it comes.",
      "no"),
  ACCEPT_RANGES("Accept-Ranges", false, "On text: ranges of bytes of it are to be had.", "bytes"),
  CONTENT_DISPOSITION(
      "Content-Disposition",
      true,
      "What to call the file (RFC 6266).",
      "attachment; filename=\"shop.prod.env\""),
  CONTENT_RANGE(
      "Content-Range", true, "Which bytes these are, and of how many.", "bytes 0-99/1234");

  /** Those that every answer may have. */
  static final Set<ResponseHeader> COMMON =
      Set.of(
          X_REQUEST_ID,
          X_CONTENT_TYPE_OPTIONS,
          REFERRER_POLICY,
          X_FRAME_OPTIONS,
          CONTENT_SECURITY_POLICY,
          STRICT_TRANSPORT_SECURITY,
          VARY,
          ACCESS_CONTROL_ALLOW_ORIGIN,
          ACCESS_CONTROL_EXPOSE_HEADERS,
          CACHE_CONTROL,
          RATE_LIMIT,
          RATE_LIMIT_POLICY);

  private final String header;
  private final boolean always;
  private final String description;
  private final String example;

  ResponseHeader(String header, boolean always, String description, String example) {
    this.header = header;
    this.always = always;
    this.description = description;
    this.example = example;
  }

  String header() {
    return header;
  }

  /** Whether it comes with each answer that it is documented for. */
  boolean always() {
    return always;
  }

  String description() {
    return description;
  }

  String example() {
    return example;
  }
}
