package dev.cofferdam.adapters.postgres.runs;

import dev.cofferdam.domain.runs.CloneSpec;
import dev.cofferdam.domain.runs.RepositoryUrl;
import java.util.Optional;

/** The columns of {@code runs} that say what to clone. */
record RepositoryRow(
    Optional<String> repoUrl, Optional<String> revisionKind, Optional<String> revision) {
  static RepositoryRow of(Optional<CloneSpec> repository) {
    Optional<CloneSpec.Revision> revision = repository.flatMap(CloneSpec::revision);
    return new RepositoryRow(
        repository.map(CloneSpec::url).map(RepositoryUrl::value),
        revision.map(RepositoryRow::kind),
        revision.map(CloneSpec.Revision::name));
  }

  private static String kind(CloneSpec.Revision revision) {
    if (revision instanceof CloneSpec.Branch) {
      return "branch";
    }
    return revision instanceof CloneSpec.Ref ? "ref" : "commit";
  }

  Optional<CloneSpec> toRepository() {
    return repoUrl.map(
        url -> new CloneSpec(new RepositoryUrl(url), revision.map(this::toRevision)));
  }

  private CloneSpec.Revision toRevision(String name) {
    return switch (revisionKind.orElse("")) {
      case "branch" -> new CloneSpec.Branch(name);
      case "ref" -> new CloneSpec.Ref(name);
      default -> new CloneSpec.Commit(name);
    };
  }
}
