package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.SubmittedStatements;
import io.github.lakewire.jdbc.VolumeFiles;
import io.github.lakewire.jdbc.internal.sqlerror.SelfWrapper;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a connection can be unwrapped to beside itself: files of volumes, submitted statements. */
interface ConnectionWrapper extends SelfWrapper {
  /** Where its statements are made. */
  OpenStatements statements();

  @Override
  default <T> T unwrap(@Nullable Class<T> type) throws SQLException {
    if (type == SubmittedStatements.class) {
      return type.cast(AsyncExecution.attaching(SelfWrapper.cast(this, LakewireConnection.class)));
    }
    return type == VolumeFiles.class
        ? type.cast(new ConnectionVolumes(statements()))
        : SelfWrapper.super.unwrap(type);
  }

  @Override
  default boolean isWrapperFor(@Nullable Class<?> type) {
    return type == VolumeFiles.class
        || type == SubmittedStatements.class
        || SelfWrapper.super.isWrapperFor(type);
  }
}
