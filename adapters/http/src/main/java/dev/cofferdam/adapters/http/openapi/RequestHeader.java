package dev.cofferdam.adapters.http.openapi;

/** Request headers that routes look at, described once. */
public enum RequestHeader {
  /** On every POST that creates: {@code IdempotentAnswers}. */
  IDEMPOTENCY_KEY(
      "Idempotency-Key",
      "The same key with the same request within 24 hours gets the first answer again, and nothing"
          + " is done a second time.",
      "^[\\x21-\\x7e]{1,255}$",
      "3f0e8a52-order-17"),
  /** On writes: the version that is to be replaced. */
  IF_MATCH(
      "If-Match",
      "Do it only if this is the version there is. One entity tag.",
      "^\"[1-9][0-9]{0,17}\"$",
      "\"3\""),
  /** On writes of what may inherit: the version of the thing itself. */
  IF_MATCH_OWN(
      "If-Match",
      "Do it only if this is the version there is. One entity tag; what it covers of what is"
          + " inherited is not looked at.",
      "^\"[0-9]{1,18}(-[0-9a-f]{16})?\"$",
      "\"17-0f1e2d3c4b5a6978\""),
  /** On writes of what each role sees differently: the version, by anybody's tag. */
  IF_MATCH_OF_VIEW(
      "If-Match",
      "Do it only if this is the version there is. One entity tag.",
      "^\"[1-9][0-9]{0,17}(\\.[a-z]+)?\"$",
      "\"3.owner\""),
  /** On reads: the version that is known. */
  IF_NONE_MATCH(
      "If-None-Match",
      "Answer 304 if this is the version there is. Entity tags, or `*`.",
      "^.{1,1000}$",
      "\"3\""),
  /** On writes: there must be nothing yet. */
  IF_ABSENT("If-None-Match", "Do it only if there is nothing yet.", "^\\*$", "*"),
  RANGE(
      "Range",
      "One range of bytes (RFC 9110, section 14); what can't be read is ignored.",
      "^bytes=[0-9]{0,18}-[0-9]{0,18}$",
      "bytes=0-1023"),
  IF_RANGE("If-Range", "With this header, Range is ignored.", "^.{1,1000}$", "\"3\""),
  LAST_EVENT_ID(
      "Last-Event-ID",
      "Go on behind this event, which is the last one that arrived.",
      "^[0-9]{1,18}$",
      "1024");

  private final String header;
  private final String description;
  private final String pattern;
  private final String example;

  RequestHeader(String header, String description, String pattern, String example) {
    this.header = header;
    this.description = description;
    this.pattern = pattern;
    this.example = example;
  }

  String header() {
    return header;
  }

  String description() {
    return description;
  }

  /** ECMA-262, as JSON Schema has it. */
  String pattern() {
    return pattern;
  }

  String example() {
    return example;
  }
}
