package dev.cofferdam.application.runs.port;

import dev.cofferdam.application.audit.port.InMemoryTable;
import dev.cofferdam.application.audit.port.InMemoryTransactions;
import dev.cofferdam.application.vault.port.InMemoryContentStore;
import dev.cofferdam.domain.ids.ContentId;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UploadId;
import dev.cofferdam.domain.runs.Upload;
import java.util.List;
import java.util.Optional;

/** Keeps what is known of uploads for as long as there is their content. */
public final class InMemoryUploadStore implements UploadStore {
  private final InMemoryTable<List<Object>, Row> uploads;
  private final InMemoryContentStore contents;

  public InMemoryUploadStore(InMemoryTransactions transactions, InMemoryContentStore contents) {
    this.uploads = InMemoryTable.ofOrgs(transactions);
    this.contents = contents;
  }

  private record Row(Upload upload) implements InMemoryTable.Owned {
    @Override
    public OrgId org() {
      return upload.org();
    }
  }

  @Override
  public void add(Upload upload) {
    if (!hasContent(upload.org(), upload.id())) {
      throw new IllegalStateException("there is no content of it");
    }
    uploads.put(List.of(upload.org(), upload.id()), new Row(upload));
  }

  private boolean hasContent(OrgId org, UploadId upload) {
    return contents.find(org, new ContentId(upload.value())).isPresent();
  }

  @Override
  public Optional<Upload> find(OrgId org, UploadId upload) {
    return uploads
        .find(List.of(org, upload))
        .filter(row -> hasContent(org, upload))
        .map(Row::upload);
  }
}
