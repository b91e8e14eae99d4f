package dev.cofferdam.application.access.port;

/**
 * Authenticated encryption (AEAD) for what the installation itself keeps: signing keys, stored
 * answers, letters, workflow payloads, addresses and secrets of webhooks.
 *
 * <p>It guarantees secrecy and integrity of the bytes under the installation's key, and that they
 * open only for the purpose and the context that they were sealed for. It must fail, with {@link
 * SealBroken}, for anything that was changed, moved to another purpose or context, or sealed by
 * another installation.
 */
public interface InstanceSealer {
  /** What sealed bytes are for; bytes of one purpose never open for another. */
  enum Purpose {
    SIGNING_KEY,
    STORED_ANSWER,
    LETTER,
    WORKFLOW_PAYLOAD,
    WEBHOOK
  }

  /**
   * @param context what the bytes belong to, such as a key's id; not secret
   */
  SealedBytes seal(Purpose purpose, String context, byte[] clear);

  byte[] open(Purpose purpose, String context, SealedBytes sealed);
}
