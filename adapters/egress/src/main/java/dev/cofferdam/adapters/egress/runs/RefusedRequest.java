package dev.cofferdam.adapters.egress.runs;

/** A request that the proxy answers itself. */
final class RefusedRequest extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Answer answer;

  RefusedRequest(Answer answer) {
    super(answer.reason(), null, false, false);
    this.answer = answer;
  }

  Answer answer() {
    return answer;
  }
}
