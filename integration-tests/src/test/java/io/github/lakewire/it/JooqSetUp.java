package io.github.lakewire.it;

import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDateTime;
import org.jooq.Configuration;
import org.jooq.DataType;
import org.jooq.SQLDialect;
import org.jooq.conf.BackslashEscaping;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.DefaultConnectionProvider;
import org.jooq.impl.DefaultDataType;
import org.jooq.impl.DefaultTransactionProvider;
import org.jooq.impl.SQLDataType;

/** All that jOOQ has to be told: it has no dialect of Databricks in its open source edition. */
final class JooqSetUp {
  /** The types of Databricks that have other names in the neutral dialect. */
  static final DataType<String> STRING =
      new DefaultDataType<>(SQLDialect.DEFAULT, SQLDataType.VARCHAR, "string");

  static final DataType<LocalDateTime> TIMESTAMP_NTZ =
      new DefaultDataType<>(SQLDialect.DEFAULT, SQLDataType.LOCALDATETIME, "timestamp_ntz");

  static final DataType<byte[]> BINARY =
      new DefaultDataType<>(SQLDialect.DEFAULT, SQLDataType.VARBINARY, "binary");

  static final DataType<Instant> TIMESTAMP =
      new DefaultDataType<>(SQLDialect.DEFAULT, SQLDataType.LOCALDATETIME, "timestamp")
          .asConvertedDataType(new JooqMoments());

  static final DataType<Integer[]> INTEGERS =
      new DefaultDataType<>(SQLDialect.DEFAULT, SQLDataType.OTHER, "array<int>")
          .asConvertedDataType(new JooqIntegers());

  private JooqSetUp() {}

  /** Top-level transactions only, as there are no savepoints. */
  static Configuration configuration(Connection connection) {
    DefaultConnectionProvider connections = new DefaultConnectionProvider(connection);
    return new DefaultConfiguration()
        .set(connections)
        .set(new DefaultTransactionProvider(connections, false))
        .set(SQLDialect.DEFAULT)
        .set(new JooqRendering())
        .set(
            new Settings()
                .withRenderQuotedNames(RenderQuotedNames.ALWAYS)
                .withBackslashEscaping(BackslashEscaping.ON));
  }
}
