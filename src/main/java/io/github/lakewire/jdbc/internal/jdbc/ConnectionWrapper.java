package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.VolumeFiles;
import io.github.lakewire.jdbc.internal.sqlerror.SelfWrapper;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a connection can be unwrapped to beside itself: the files of volumes. */
interface ConnectionWrapper extends SelfWrapper {
  /** Where its statements are made. */
  OpenStatements statements();

  @Override
  default <T> T unwrap(@Nullable Class<T> type) throws SQLException {
    return type == VolumeFiles.class
        ? type.cast(new ConnectionVolumes(statements()))
        : SelfWrapper.super.unwrap(type);
  }

  @Override
  default boolean isWrapperFor(@Nullable Class<?> type) {
    return type == VolumeFiles.class || SelfWrapper.super.isWrapperFor(type);
  }
}
