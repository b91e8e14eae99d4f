package dev.cofferdam.adapters.postgres.runs;

import dev.cofferdam.adapters.postgres.JdbiTransactions;
import dev.cofferdam.application.runs.port.UploadStore;
import dev.cofferdam.domain.ids.OrgId;
import dev.cofferdam.domain.ids.UploadId;
import dev.cofferdam.domain.runs.Upload;
import java.util.Optional;

/** What is known of uploads. */
public final class JdbiUploadStore implements UploadStore {
  private final JdbiTransactions transactions;

  public JdbiUploadStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void add(Upload upload) {
    dao().add(UploadDao.UploadRow.of(upload));
  }

  @Override
  public Optional<Upload> find(OrgId org, UploadId upload) {
    return dao().find(org.value(), upload.value()).map(UploadDao.UploadRow::toUpload);
  }

  private UploadDao dao() {
    return transactions.handle().attach(UploadDao.class);
  }
}
