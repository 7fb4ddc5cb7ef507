package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.VolumeFiles;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.volume.VolumeContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The files of volumes by statements, whose bytes come from and go to the application. */
final class ConnectionVolumes implements VolumeFiles {
  private static final String STREAM = "'__input_stream__'";
  private static final String ROOT = "/Volumes/";
  private static final Pattern DOTS = Pattern.compile("(?:^|/)\\.{1,2}(?:/|$)");

  private final OpenStatements statements;
  private volatile @Nullable Progress listener;

  ConnectionVolumes(OpenStatements statements) {
    this.statements = statements;
  }

  @Override
  public void put(String path, InputStream content, long length, boolean overwrite)
      throws SQLException {
    if (length < 0) {
      throw SqlExceptions.invalidArgument("The length must not be negative: " + length);
    }
    put(path, VolumeContent.of(content, length, this::transferred), overwrite);
  }

  @Override
  public void put(String path, Path file, boolean overwrite) throws SQLException {
    VolumeContent content;
    try {
      content = VolumeContent.of(file, this::transferred);
    } catch (IOException e) {
      throw SqlExceptions.of(
          SqlState.GENERAL_ERROR, "The local file could not be read: " + file, e);
    }
    put(path, content, overwrite);
  }

  private void put(String path, VolumeContent content, boolean overwrite) throws SQLException {
    execute("PUT " + STREAM + " INTO " + literal(path) + (overwrite ? " OVERWRITE" : ""), content);
  }

  @Override
  public long get(String path, OutputStream target) throws SQLException {
    return execute(
        "GET " + literal(path) + " TO " + STREAM, VolumeContent.to(target, this::transferred));
  }

  @Override
  public void remove(String path) throws SQLException {
    execute("REMOVE " + literal(path), VolumeContent.NONE);
  }

  @Override
  public List<Entry> list(String folder) throws SQLException {
    List<Entry> entries = new ArrayList<>();
    try (LakewireStatement statement = statements.create();
        ResultSet rows = statement.executeQuery("LIST " + literal(folder))) {
      while (rows.next()) {
        long millis = rows.getLong("modification_time");
        entries.add(
            new Entry(
                rows.getString("path"),
                rows.getString("name"),
                rows.getLong("size"),
                millis <= 0 ? null : Instant.ofEpochMilli(millis)));
      }
    }
    return List.copyOf(entries);
  }

  @Override
  public void onProgress(@Nullable Progress listener) {
    this.listener = listener;
  }

  private void transferred(long bytes, long total) {
    Progress to = listener;
    if (to != null) {
      to.transferred(bytes, total);
    }
  }

  /** Returns the bytes transferred. */
  private long execute(String sql, VolumeContent content) throws SQLException {
    try (LakewireStatement statement = statements.create()) {
      statement.setEscapeProcessing(false);
      statement.transferring(content);
      try (ResultSet row = statement.executeQuery(sql)) {
        if (!row.next()) {
          throw SqlExceptions.notSupported("files of volumes on this server");
        }
        return row.getLong("bytes");
      }
    }
  }

  /** A path as a literal that means it, whatever is in it. */
  private static String literal(@Nullable String path) throws SQLException {
    if (path == null
        || !path.startsWith(ROOT)
        || path.contains("${")
        || DOTS.matcher(path).find()
        || path.chars().anyMatch(Character::isISOControl)) {
      throw SqlExceptions.invalidArgument(
          "The path of a volume must begin with /Volumes/, and have no . or .. of its own, no"
              + " control characters and no ${");
    }
    return "'" + path.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
