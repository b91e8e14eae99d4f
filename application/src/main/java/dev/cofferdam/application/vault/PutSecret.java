package dev.cofferdam.application.vault;

import dev.cofferdam.application.access.Access;
import dev.cofferdam.application.access.Gatekeeper;
import dev.cofferdam.application.audit.port.Ledger;
import dev.cofferdam.application.vault.RevealMemory.Ground;
import dev.cofferdam.application.vault.RevealMemory.Question;
import dev.cofferdam.application.vault.port.SecretStore;
import dev.cofferdam.application.vault.port.SecretStore.Head;
import dev.cofferdam.application.vault.port.SharedWrites.Written;
import dev.cofferdam.domain.access.Actor;
import dev.cofferdam.domain.access.Permission;
import dev.cofferdam.domain.access.Refusal;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.vault.Environment;
import dev.cofferdam.domain.vault.FreeText;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.SecretVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives a key its next value: by what is remembered and with others, if that holds; else by itself,
 * with the org's ledger head locked. Either way it commits, so it is never part of a transaction.
 */
public final class PutSecret {
  public static final Permission NEEDS = Permission.SECRET_WRITE;

  private final Gatekeeper gatekeeper;
  private final Ledger ledger;
  private final EnvironmentFinder finder;
  private final SecretStore secrets;
  private final SecretWriter writer;
  private final SharedSecretWriter shared;
  private final OrgTurns turns = new OrgTurns();

  public PutSecret(
      Gatekeeper gatekeeper,
      Ledger ledger,
      EnvironmentFinder finder,
      SecretStore secrets,
      SecretWriter writer,
      SharedSecretWriter shared) {
    this.gatekeeper = gatekeeper;
    this.ledger = ledger;
    this.finder = finder;
    this.secrets = secrets;
    this.writer = writer;
    this.shared = shared;
  }

  public record Command(
      EnvironmentFinder.Address address,
      SecretName name,
      SecretValue value,
      String note,
      Expectation expectation) {
    public Command {
      FreeText.require("note", note);
    }
  }

  /**
   * @param created whether the key had no value of the environment's own before
   */
  public record Outcome(SecretVersion version, boolean created) {}

  /**
   * @throws Refusal {@code precondition_failed} where the expectation does not hold; {@code
   *     overloaded}
   */
  public Outcome execute(Actor actor, Command command) {
    Question question =
        new Question(actor.person(), command.address(), Optional.of(command.name()));
    return shared(actor, command, question)
        .orElseGet(
            () ->
                turns.take(
                    command.address().org(),
                    // Whoever had the turn before has maybe made known what was missing.
                    () ->
                        shared(actor, command, question)
                            .orElseGet(() -> alone(actor, command, question))));
  }

  private Optional<Outcome> shared(Actor actor, Command command, Question question) {
    return shared.memory().recallingGround(question, ground -> shared(actor, command, ground));
  }

  /** Nobody is refused by what is remembered: that is for the ledger head to decide. */
  private Optional<Outcome> shared(Actor actor, Command command, Ground ground) {
    Optional<Access> access =
        gatekeeper
            .recall(actor, command.address().org(), NEEDS, new OrgThen(true, ground.role()))
            .filter(recalled -> EnvironmentFinder.isUsable(recalled, ground.environment()));
    if (access.isEmpty() || command.expectation().failure(ground.head().current()).isPresent()) {
      return Optional.empty();
    }
    SharedSecretWriter.Value value =
        new SharedSecretWriter.Value(
            actor, command.address().label(), editOf(command), command.expectation());
    return shared.write(access.get(), ground, value).map(PutSecret::outcomeOf);
  }

  private Outcome alone(Actor actor, Command command, Question question) {
    Access access = gatekeeper.require(actor, command.address().org(), NEEDS);
    Written written = ledger.change(access, change -> write(change, access, actor, command));
    Optional<Role> role = actor.person().map(member -> access.role());
    shared.memory().keep(question, written.state() - 1, role, written.environment());
    shared.memory().wrote(written);
    return outcomeOf(written);
  }

  private Written write(Ledger.Change change, Access access, Actor actor, Command command) {
    Environment environment = finder.environment(access, command.address());
    Map<SecretName, Head> heads =
        secrets.heads(environment.org(), environment.id(), List.of(command.name()));
    Head head = heads.getOrDefault(command.name(), new Head(0, false));
    command.expectation().require(head.current());
    SecretWriter.Target target = new SecretWriter.Target(environment, command.address().label());
    SecretWriter.Written written =
        writer.write(change, actor, target, List.of(editOf(command)), heads);
    return new Written(change.state(), head, environment, written.secrets().get(0));
  }

  private static SecretWriter.Edit editOf(Command command) {
    return SecretWriter.Edit.set(command.name(), command.value(), command.note());
  }

  private static Outcome outcomeOf(Written written) {
    return new Outcome(written.secret().version(), written.before().current() == 0);
  }
}
