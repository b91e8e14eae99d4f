package dev.cofferdam.adapters.http.wall;

import dev.cofferdam.adapters.http.Answer;
import java.util.Optional;

/**
 * What a cell must be answered with.
 *
 * @param code of the refusal, or its end; empty where all is well
 */
record Verdict(int status, Optional<String> code) {
  private static Verdict refusal(int status, String code) {
    return new Verdict(status, Optional.of(code));
  }

  /** What follows from the permission table. */
  static Verdict of(Cell cell) {
    Expectation expected = cell.expectation();
    Standing standing = cell.column().standing();
    if (!expected.needsNothing()) {
      if (standing instanceof Standing.Nobody nobody) {
        return refusal(nobody.status(), nobody.code());
      }
      boolean held = expected.needs().stream().allMatch(standing::holds);
      boolean reached = expected.reachesDeleted() && cell.isOfDeletedOrg();
      if (reached && held) {
        return new Verdict(expected.happy(), Optional.empty());
      }
      if (expected.isInOrg() && (!standing.isInOrg() || cell.isOfStrangeOrg())) {
        return refusal(404, "org_not_found");
      }
      if (standing instanceof Standing.Vouched && expected.toVouched().isPresent()) {
        return expected.toVouched().get();
      }
      if (!held) {
        return refusal(403, "forbidden");
      }
    }
    boolean hidden =
        Cell.things(cell.operation(), expected).values().stream()
            .anyMatch(thing -> !standing.sees(thing));
    return hidden || cell.strange().isPresent()
        ? expected.strange()
        : new Verdict(expected.happy(), Optional.empty());
  }

  boolean admits() {
    return code.isEmpty();
  }

  boolean isMetBy(Answer answer) {
    return answer.status() == status
        && (admits() || answer.text("/code").endsWith(code.orElseThrow()));
  }

  @Override
  public String toString() {
    return status + code.map(each -> " " + each).orElse("");
  }
}
