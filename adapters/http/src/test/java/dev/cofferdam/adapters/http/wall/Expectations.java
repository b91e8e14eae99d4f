package dev.cofferdam.adapters.http.wall;

import static dev.cofferdam.adapters.http.wall.Thing.ENVIRONMENT;
import static dev.cofferdam.adapters.http.wall.Thing.EXCHANGED;
import static dev.cofferdam.adapters.http.wall.Thing.MEMBER;
import static dev.cofferdam.adapters.http.wall.Thing.ORG;
import static dev.cofferdam.adapters.http.wall.Thing.OWN_ORG;
import static dev.cofferdam.adapters.http.wall.Thing.PROJECT;
import static dev.cofferdam.adapters.http.wall.Thing.SIBLING;
import static dev.cofferdam.domain.access.Permission.AUDIT_READ;
import static dev.cofferdam.domain.access.Permission.ENVIRONMENT_CREATE;
import static dev.cofferdam.domain.access.Permission.ENVIRONMENT_DELETE;
import static dev.cofferdam.domain.access.Permission.ENVIRONMENT_READ;
import static dev.cofferdam.domain.access.Permission.ENVIRONMENT_UPDATE;
import static dev.cofferdam.domain.access.Permission.EVENT_READ;
import static dev.cofferdam.domain.access.Permission.INVITATION_READ;
import static dev.cofferdam.domain.access.Permission.INVITATION_WRITE;
import static dev.cofferdam.domain.access.Permission.KEY_READ;
import static dev.cofferdam.domain.access.Permission.KEY_ROTATE;
import static dev.cofferdam.domain.access.Permission.MEMBER_READ;
import static dev.cofferdam.domain.access.Permission.MEMBER_UPDATE;
import static dev.cofferdam.domain.access.Permission.ORG_DELETE;
import static dev.cofferdam.domain.access.Permission.ORG_READ;
import static dev.cofferdam.domain.access.Permission.ORG_TRANSFER;
import static dev.cofferdam.domain.access.Permission.ORG_UPDATE;
import static dev.cofferdam.domain.access.Permission.PROJECT_CREATE;
import static dev.cofferdam.domain.access.Permission.PROJECT_DELETE;
import static dev.cofferdam.domain.access.Permission.PROJECT_READ;
import static dev.cofferdam.domain.access.Permission.PROJECT_UPDATE;
import static dev.cofferdam.domain.access.Permission.PUBLIC;
import static dev.cofferdam.domain.access.Permission.RUN_CANCEL;
import static dev.cofferdam.domain.access.Permission.RUN_CREATE;
import static dev.cofferdam.domain.access.Permission.RUN_READ;
import static dev.cofferdam.domain.access.Permission.SECRET_INJECT;
import static dev.cofferdam.domain.access.Permission.SECRET_LIST;
import static dev.cofferdam.domain.access.Permission.SECRET_READ;
import static dev.cofferdam.domain.access.Permission.SECRET_WRITE;
import static dev.cofferdam.domain.access.Permission.SELF;
import static dev.cofferdam.domain.access.Permission.SERVICE_TOKEN_READ;
import static dev.cofferdam.domain.access.Permission.SERVICE_TOKEN_WRITE;
import static dev.cofferdam.domain.access.Permission.TEAM_IDENTITY_READ;
import static dev.cofferdam.domain.access.Permission.TEAM_RECIPIENT_READ;
import static dev.cofferdam.domain.access.Permission.USAGE_READ;
import static dev.cofferdam.domain.access.Permission.WEBHOOK_READ;
import static dev.cofferdam.domain.access.Permission.WEBHOOK_WRITE;
import static dev.cofferdam.domain.access.Permission.WHOAMI;

import dev.cofferdam.adapters.http.TestWorld;
import dev.cofferdam.application.runs.port.TarWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What each operation needs and then answers: a line of it for each {@code operationId} of the
 * document, by feature. Everything else follows from the table in {@code Permission}.
 */
final class Expectations {
  /** An archive that is text: all of a tar's header is. */
  private static final String ARCHIVE =
      new String(new TarWriter().file("a", "text").tar(), StandardCharsets.UTF_8);

  static final List<Expectation> ALL =
      List.of(
          // identity
          Expectation.of("logIn", 200, PUBLIC).with("email", Stage::ownersEmail),
          Expectation.of("refreshSession", 200, PUBLIC).with("refresh_token", Stage::refreshToken),
          Expectation.of("logOut", 204, SELF).refusingVouched(403, "forbidden"),
          Expectation.of("forgotPassword", 202, PUBLIC).with("email", Stage::ownersEmail),
          Expectation.of("resetPassword", 204, PUBLIC).with("token", Stage::resetToken),
          Expectation.of("verifyEmail", 200, PUBLIC).with("token", Stage::verificationToken),
          Expectation.of("resendVerification", 202, SELF),
          Expectation.of("getJwks", 200, PUBLIC),
          Expectation.of("listSessions", 200, SELF),
          Expectation.of("endSession", 204, SELF),
          Expectation.of("getNotifications", 200, SELF),
          Expectation.of("setNotifications", 200, SELF),
          Expectation.of("exchangeToken", 200, PUBLIC)
              .with("subject_token", stage -> stage.credentials().jobsToken())
              .naming("org", ORG)
              .naming("service_token", EXCHANGED)
              .hiding(403, "exchange_refused"),
          Expectation.of("listApiKeys", 200, SELF),
          Expectation.of("createApiKey", 201, SELF)
              .naming("org", OWN_ORG)
              .with("expires_at", Stage::tomorrow),
          Expectation.of("deleteApiKey", 204, SELF),
          Expectation.of("listServiceTokens", 200, SERVICE_TOKEN_READ),
          Expectation.of(
                  "createServiceToken",
                  201,
                  SERVICE_TOKEN_WRITE,
                  PROJECT_READ,
                  ENVIRONMENT_READ,
                  SECRET_LIST,
                  SECRET_READ)
              .without("exchange")
              .naming("project", PROJECT)
              .with("environments", stage -> List.of(stage.environment()))
              .with("expires_at", Stage::tomorrow),
          Expectation.of("deleteServiceToken", 204, SERVICE_TOKEN_WRITE),

          // tenancy
          Expectation.of("register", 201, PUBLIC)
              .without("invitation_token")
              .with("email", Stage::freshEmail)
              .with("plan", Stage::plan),
          Expectation.of("takeClerkEvent", 204, PUBLIC)
              .sending("{\"type\":\"session.created\",\"data\":{}}")
              .signed(Expectations::byClerk),
          Expectation.of("getMe", 200, WHOAMI),
          Expectation.of("changeMe", 200, SELF)
              .with("email", Stage::freshEmail)
              .refusingVouched(409, "no_password"),
          Expectation.of("listOrgs", 200, SELF),
          Expectation.of("createOrg", 201, SELF).with("slug", Stage::freshSlug),
          Expectation.of("getOrg", 200, ORG_READ),
          Expectation.of("updateOrg", 200, ORG_UPDATE).with("slug", Stage::freshSlug),
          Expectation.of("deleteOrg", 204, ORG_DELETE),
          Expectation.of("undeleteOrg", 200, ORG_DELETE).reachingDeleted(),
          Expectation.of("transferOrg", 200, ORG_TRANSFER).naming("member", MEMBER),
          Expectation.of("listMembers", 200, MEMBER_READ),
          Expectation.of("changeMember", 200, MEMBER_UPDATE).with("role", stage -> "member"),
          Expectation.of("removeMember", 204, MEMBER_UPDATE),
          Expectation.of("listInvitations", 200, INVITATION_READ),
          Expectation.of("inviteMember", 201, INVITATION_WRITE)
              .with("email", Stage::freshEmail)
              .with("role", stage -> "member"),
          Expectation.of("revokeInvitation", 204, INVITATION_WRITE),
          Expectation.of("resendInvitation", 200, INVITATION_WRITE),
          Expectation.of("getInvitation", 200, PUBLIC),
          Expectation.of("acceptInvitation", 200, SELF),
          Expectation.of("declineInvitation", 204, PUBLIC),

          // vault
          Expectation.of("listProjects", 200, PROJECT_READ),
          Expectation.of("createProject", 201, PROJECT_CREATE),
          Expectation.of("getProject", 200, PROJECT_READ),
          Expectation.of("updateProject", 200, PROJECT_UPDATE),
          Expectation.of("deleteProject", 204, PROJECT_DELETE),
          Expectation.of("undeleteProject", 200, PROJECT_DELETE),
          Expectation.of("listEnvironments", 200, ENVIRONMENT_READ),
          Expectation.of("createEnvironment", 201, ENVIRONMENT_CREATE)
              .naming("parent", ENVIRONMENT),
          Expectation.of("getEnvironment", 200, ENVIRONMENT_READ),
          Expectation.of("updateEnvironment", 200, ENVIRONMENT_UPDATE).naming("parent", SIBLING),
          Expectation.of("deleteEnvironment", 204, ENVIRONMENT_DELETE),
          Expectation.of("undeleteEnvironment", 200, ENVIRONMENT_DELETE),
          Expectation.of("branchEnvironment", 201, ENVIRONMENT_CREATE),
          Expectation.of("diffEnvironments", 200, SECRET_READ).asking("with", SIBLING),
          Expectation.of("promoteEnvironment", 200, SECRET_WRITE, SECRET_READ)
              .without("expect")
              .naming("to", SIBLING),
          Expectation.of("restoreEnvironment", 200, SECRET_WRITE).with("at", Stage::now),
          Expectation.of("listSecrets", 200, SECRET_LIST),
          Expectation.of("findSecrets", 200, SECRET_LIST),
          Expectation.of("changeSecrets", 200, SECRET_WRITE)
              .without("delete")
              .with("set", stage -> Map.of("A", Map.of("value", "1"))),
          Expectation.of("getSecret", 200, SECRET_READ),
          Expectation.of("putSecret", 200, SECRET_WRITE).making("key"),
          Expectation.of("deleteSecret", 204, SECRET_WRITE),
          Expectation.of("hideSecret", 200, SECRET_WRITE),
          Expectation.of("restoreSecret", 200, SECRET_WRITE).with("version", stage -> 1),
          Expectation.of("listSecretHistory", 200, SECRET_LIST),
          Expectation.of("listSecretRuns", 200, RUN_READ, SECRET_LIST),
          Expectation.of("listSecretReaders", 200, AUDIT_READ, SECRET_LIST),
          Expectation.of("importSecrets", 200, SECRET_WRITE, SECRET_READ).sending("A=1\n"),
          Expectation.of("exportSecrets", 200, SECRET_READ),
          Expectation.of("listOrgKeys", 200, KEY_READ),
          Expectation.of("rotateOrgKey", 202, KEY_ROTATE),
          Expectation.of("getKeyRotation", 200, KEY_READ),
          Expectation.of("listTeamRecipients", 200, TEAM_RECIPIENT_READ),
          Expectation.of("rotateTeamIdentity", 201, KEY_ROTATE),
          Expectation.of("revealTeamIdentity", 200, TEAM_IDENTITY_READ),

          // runs
          Expectation.of("listPipelines", 200, RUN_READ),
          Expectation.of("createPipeline", 201, RUN_CREATE, SECRET_INJECT)
              .without("ref", "commit", "upload_id")
              .naming("project", PROJECT)
              .naming("environment", ENVIRONMENT),
          Expectation.of("getPipeline", 200, RUN_READ),
          Expectation.of("cancelPipeline", 200, RUN_CANCEL),
          Expectation.of("retryPipeline", 201, RUN_CREATE, SECRET_INJECT).on("id", Stage::endedRun),
          Expectation.of("createUpload", 201, RUN_CREATE).sending(ARCHIVE),
          Expectation.of("getPipelineLogs", 200, RUN_READ).on("id", Stage::endedRun),
          Expectation.of("listArtifacts", 200, RUN_READ),
          Expectation.of("getArtifact", 200, RUN_READ),
          Expectation.of("listWorkers", 200, RUN_READ),

          // events
          Expectation.of("listEvents", 200, EVENT_READ),
          Expectation.of("listWebhookEndpoints", 200, WEBHOOK_READ),
          Expectation.of("createWebhookEndpoint", 201, WEBHOOK_WRITE, RUN_READ, SECRET_LIST),
          Expectation.of("getWebhookEndpoint", 200, WEBHOOK_READ),
          Expectation.of("updateWebhookEndpoint", 200, WEBHOOK_WRITE, RUN_READ),
          Expectation.of("deleteWebhookEndpoint", 204, WEBHOOK_WRITE),
          Expectation.of("rotateWebhookSecret", 200, WEBHOOK_WRITE),
          Expectation.of("testWebhookEndpoint", 201, WEBHOOK_WRITE),
          Expectation.of("listEndpointDeliveries", 200, WEBHOOK_READ),
          Expectation.of("listDeliveries", 200, WEBHOOK_READ),
          Expectation.of("replayDelivery", 201, WEBHOOK_WRITE),
          Expectation.of("rotateCallbackSecret", 200, WEBHOOK_WRITE),

          // billing
          Expectation.of("listPlans", 200, PUBLIC),
          Expectation.of("getUsage", 200, USAGE_READ),

          // audit
          Expectation.of("listAudit", 200, AUDIT_READ),
          Expectation.of("verifyAudit", 200, AUDIT_READ),
          Expectation.of("listAuditCheckpoints", 200, AUDIT_READ),
          Expectation.of("getAuditKeys", 200, PUBLIC),

          // operate and openapi
          Expectation.of("getHealth", 200, PUBLIC),
          Expectation.of("getOpenApi", 200, PUBLIC),
          Expectation.of("getDocs", 200, PUBLIC),
          Expectation.of("getDocsFile", 200, PUBLIC));

  private Expectations() {}

  private static Map<String, String> byClerk(String body) {
    String id = "msg_" + UUID.randomUUID();
    Instant now = Instant.now();
    return Map.of(
        "svix-id",
        id,
        "svix-timestamp",
        Long.toString(now.getEpochSecond()),
        "svix-signature",
        TestWorld.CLERK.sign(id, now, body.getBytes(StandardCharsets.UTF_8)));
  }
}
