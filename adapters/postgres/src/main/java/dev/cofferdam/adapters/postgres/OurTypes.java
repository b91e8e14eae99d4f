package dev.cofferdam.adapters.postgres;

import dev.cofferdam.application.access.port.SealedBytes;
import dev.cofferdam.domain.audit.ChainHash;
import java.nio.ByteBuffer;
import java.sql.Types;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.spi.JdbiPlugin;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jspecify.annotations.Nullable;

/** Teaches Jdbi the bytes and the arrays that statements here take and give. */
final class OurTypes implements JdbiPlugin {
  @Override
  public void customizeJdbi(Jdbi jdbi) {
    jdbi.registerRowMapper(new RecordRows());
    // Jdbi would write the bound values into the message of every failure.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(OurTypes::withoutValues);
    jdbi.registerArrayType(UUID.class, "uuid");
    jdbi.registerArrayType(String.class, "text");
    jdbi.registerArrayType(Long.class, "bigint");
    jdbi.registerArrayType(Integer.class, "integer");
    jdbi.registerArgument(new UuidArgument());
    jdbi.registerArgument(new SealedBytesArgument());
    jdbi.registerArgument(new ChainHashArgument());
    ColumnMapper<SealedBytes> sealed = (row, column, context) -> sealed(row.getBytes(column));
    jdbi.registerColumnMapper(SealedBytes.class, sealed);
    ColumnMapper<ChainHash> hash = (row, column, context) -> ChainHash.of(row.getBytes(column));
    jdbi.registerColumnMapper(ChainHash.class, hash);
    ColumnMapper<ByteBuffer> bytes =
        (row, column, context) -> ByteBuffer.wrap(row.getBytes(column));
    jdbi.registerColumnMapper(ByteBuffer.class, bytes);
  }

  private static @Nullable SealedBytes sealed(byte @Nullable [] bytes) {
    return bytes == null ? null : SealedBytes.of(bytes);
  }

  private static String withoutValues(StatementException failure) {
    StatementContext context = failure.getStatementContext();
    String sql = context == null ? "" : String.valueOf(context.getRawSql()).strip();
    return failure.getShortMessage() + " [" + sql + "]";
  }

  /** Jdbi's own makes an absent one a {@code varchar}, which is not a null that a uuid can be. */
  private static final class UuidArgument extends AbstractArgumentFactory<UUID> {
    UuidArgument() {
      super(Types.OTHER);
    }

    @Override
    protected Argument build(UUID value, ConfigRegistry config) {
      return (position, statement, context) -> statement.setObject(position, value);
    }
  }

  private static final class SealedBytesArgument extends AbstractArgumentFactory<SealedBytes> {
    SealedBytesArgument() {
      super(Types.BINARY);
    }

    @Override
    protected Argument build(SealedBytes value, ConfigRegistry config) {
      return (position, statement, context) -> statement.setBytes(position, value.ciphertext());
    }
  }

  private static final class ChainHashArgument extends AbstractArgumentFactory<ChainHash> {
    ChainHashArgument() {
      super(Types.BINARY);
    }

    @Override
    protected Argument build(ChainHash value, ConfigRegistry config) {
      return (position, statement, context) -> statement.setBytes(position, value.bytes());
    }
  }
}
