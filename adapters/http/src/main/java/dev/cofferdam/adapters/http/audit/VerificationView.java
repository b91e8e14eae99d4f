package dev.cofferdam.adapters.http.audit;

import dev.cofferdam.domain.audit.ChainCheck;
import java.util.OptionalLong;

/**
 * What walking an org's chain found.
 *
 * @param entries that fit, from the first on
 * @param head the chain's hash behind them, in hexadecimal
 */
record VerificationView(boolean ok, long entries, String head, OptionalLong firstBad) {
  static VerificationView of(ChainCheck.Finding finding) {
    return new VerificationView(
        finding.ok(), finding.entries(), finding.head().toString(), finding.firstBad());
  }
}
