package dev.cofferdam.adapters.http.wall;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What a path parameter names.
 *
 * @param own what the column's caller means by it on a stage
 * @param foreign of others; each is to look like {@code unknown}
 * @param unknown what nobody has
 */
record Thing(
    BiFunction<Stage, Column, String> own, Function<Stage, List<String>> foreign, String unknown) {
  private static final String NO_ID = "01a1fcbb-2b29-7618-9df0-f565df4880bd";

  /** The org of the path, of which everything else is a part. */
  static final Thing ORG =
      new Thing(
          (stage, column) -> stage.org(),
          stage -> {
            Stage other = stage.other();
            return List.of(other.org(), other.owner().slug(), stage.deletedOrg(), "nobodys-slug");
          },
          NO_ID);

  static final Thing PROJECT = of(Stage::project, Stage::project, "nowhere");

  static final Thing ENVIRONMENT =
      new Thing(
          (stage, column) -> stage.environment(),
          stage -> List.of(stage.other().environment(), stage.environmentElsewhere()),
          "nothing");

  /** Another environment of the same project. */
  static final Thing SIBLING =
      new Thing(
          (stage, column) -> stage.sibling(),
          stage -> List.of(stage.other().environment(), stage.environmentElsewhere()),
          "nothing");

  /** Another member than the caller. */
  static final Thing MEMBER =
      new Thing(
          (stage, column) -> stage.colleague().user(),
          stage -> List.of(stage.other().colleague().user(), stage.outsider().user()),
          NO_ID);

  private static final Thing SECRET =
      new Thing(
          (stage, column) -> stage.secret(),
          stage -> List.of(stage.other().secret(), stage.secretElsewhere()),
          "NOTHING");

  /** A run with the secrets of {@link #ENVIRONMENT}. */
  static final Thing RUN = of(Stage::run, Stage::run, NO_ID);

  /** What that run left behind. */
  private static final Thing ARTIFACT =
      new Thing((stage, column) -> stage.artifact(), stage -> List.of(), "nothing.txt");

  static final Thing SESSION =
      new Thing(
          (stage, column) -> stage.session(column.person().apply(stage)),
          stage -> List.of(stage.session(stage.other().owner()), stage.session(stage.colleague())),
          NO_ID);

  private static final Thing INVITATION = of(Stage::invitation, Stage::invitation, NO_ID);

  /** What the other org invites the caller with: who has it has the right, so none is foreign. */
  private static final Thing INVITATION_TOKEN =
      new Thing(
          (stage, column) -> stage.invitationTo(column.person().apply(stage)),
          stage -> List.of(),
          "cfi_unknown");

  private static final Thing ROTATION = of(Stage::rotation, Stage::rotation, NO_ID);

  /** An org that the caller belongs to by themselves. */
  static final Thing OWN_ORG =
      new Thing(
          (stage, column) -> column.person().apply(stage).org(), ORG.foreign(), ORG.unknown());

  private static final Thing API_KEY =
      new Thing(
          (stage, column) -> stage.credentials().keyOf(column.person().apply(stage)),
          stage ->
              List.of(
                  stage.credentials().keyOf(stage.other().owner()),
                  stage.credentials().keyOf(stage.colleague())),
          NO_ID);

  private static final Thing SERVICE_TOKEN =
      of(
          stage -> stage.credentials().serviceToken(),
          stage -> stage.credentials().serviceToken(),
          NO_ID);

  /** A service token that jobs exchange theirs for. */
  static final Thing EXCHANGED =
      new Thing(
          (stage, column) -> stage.credentials().exchanged(),
          stage ->
              List.of(stage.other().credentials().exchanged(), stage.credentials().serviceToken()),
          NO_ID);

  private static final Thing WEBHOOK_ENDPOINT =
      of(Stage::webhookEndpoint, Stage::webhookEndpoint, NO_ID);

  private static final Thing DELIVERY = of(Stage::delivery, Stage::delivery, NO_ID);

  private static final Thing FILE =
      new Thing((stage, column) -> "start.js", stage -> List.of(), "no.js");

  /** By the part of the path before the parameter, and the parameter. */
  private static final Map<String, Thing> BY_TEMPLATE =
      Map.ofEntries(
          Map.entry("orgs/{org}", ORG),
          Map.entry("projects/{project}", PROJECT),
          Map.entry("envs/{env}", ENVIRONMENT),
          Map.entry("secrets/{key}", SECRET),
          Map.entry("pipelines/{id}", RUN),
          Map.entry("artifacts/{name}", ARTIFACT),
          Map.entry("members/{member}", MEMBER),
          Map.entry("sessions/{session}", SESSION),
          Map.entry("invitations/{invitation}", INVITATION),
          Map.entry("invitations/{token}", INVITATION_TOKEN),
          Map.entry("rotations/{id}", ROTATION),
          Map.entry("api-keys/{key}", API_KEY),
          Map.entry("service-tokens/{token}", SERVICE_TOKEN),
          Map.entry("webhook-endpoints/{endpoint}", WEBHOOK_ENDPOINT),
          Map.entry("deliveries/{delivery}", DELIVERY),
          Map.entry("docs/{file}", FILE));

  private static Thing of(
      Function<Stage, String> own, Function<Stage, String> foreign, String unknown) {
    return new Thing(
        (stage, column) -> own.apply(stage),
        stage -> List.of(foreign.apply(stage.other())),
        unknown);
  }

  /** Makes sure that it is there, for this caller and for others. */
  boolean isOn(Stage stage, Column column) {
    return !own.apply(stage, column).isEmpty()
        && !own.apply(stage.other(), column).isEmpty()
        && foreign.apply(stage).stream().noneMatch(String::isEmpty);
  }

  /** What a parameter names by where it stands, such as {@code orgs/{org}}. */
  static Optional<Thing> at(String template) {
    return Optional.ofNullable(BY_TEMPLATE.get(template));
  }
}
