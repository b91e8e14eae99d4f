package dev.cofferdam.domain.vault;

/** What a key is used for. */
public enum OrgKeyStatus {
  /** It seals, and opens. */
  PRIMARY,
  /** It opens what it has sealed. */
  RETIRING,
  /** It is gone. */
  RETIRED
}
