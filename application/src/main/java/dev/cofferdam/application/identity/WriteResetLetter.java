package dev.cofferdam.application.identity;

import dev.cofferdam.application.access.port.InstanceSealer;
import dev.cofferdam.application.access.port.InstanceSealer.Purpose;
import dev.cofferdam.application.audit.port.Transactions;
import dev.cofferdam.application.identity.port.LetterStore;
import dev.cofferdam.application.identity.port.LetterStore.SealedLetter;
import dev.cofferdam.application.identity.port.UserStore;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.identity.EmailAddress;
import dev.cofferdam.domain.ids.LetterId;
import java.nio.charset.StandardCharsets;

/** Writes to who forgot their password, where there is an account. */
public final class WriteResetLetter {
  public static final Permission NEEDS = Permission.SYSTEM;

  private final Transactions transactions;
  private final LetterStore letters;
  private final InstanceSealer sealer;
  private final UserStore users;
  private final PasswordResetter resetter;

  public WriteResetLetter(
      Transactions transactions,
      LetterStore letters,
      InstanceSealer sealer,
      UserStore users,
      PasswordResetter resetter) {
    this.transactions = transactions;
    this.letters = letters;
    this.sealer = sealer;
    this.users = users;
    this.resetter = resetter;
  }

  /**
   * @param id the subject of the event {@link ForgotPassword#FORGOTTEN}
   */
  public void execute(LetterId id) {
    transactions.required(
        () -> {
          letters.find(id).ifPresent(this::write);
          letters.remove(id);
          return id;
        });
  }

  private void write(SealedLetter wish) {
    byte[] clear = sealer.open(Purpose.LETTER, ForgotPassword.contextOf(wish.id()), wish.sealed());
    EmailAddress email = new EmailAddress(new String(clear, StandardCharsets.UTF_8));
    users.findByEmail(email).ifPresent(account -> resetter.offer(account.user(), email));
  }
}
