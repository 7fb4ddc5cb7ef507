package io.github.lakewire.jdbc;

import io.github.lakewire.jdbc.internal.config.ConnectionProperty;
import org.jspecify.annotations.Nullable;

/**
 * How the connections of a data source fetch results and run statements. Written from the table of
 * options by a test.
 */
abstract class SessionAccessors extends NetworkAccessors {
  private static final long serialVersionUID = 1L;

  /** Returns the option {@code arrow}: as set here, else in the URL, else {@code 1}. */
  public boolean isArrow() {
    return flag(ConnectionProperty.ARROW);
  }

  /**
   * Sets the option {@code arrow}: 0 asks for results in the older columnar form instead of Arrow.
   *
   * <p>1 or 0; {@code 1} unless set.
   */
  public void setArrow(boolean arrow) {
    setFlag(ConnectionProperty.ARROW, arrow);
  }

  /** Returns the option {@code lz4}: as set here, else in the URL, else {@code 1}. */
  public boolean isLz4() {
    return flag(ConnectionProperty.LZ4);
  }

  /**
   * Sets the option {@code lz4}: 0 asks for uncompressed results.
   *
   * <p>1 or 0; {@code 1} unless set.
   */
  public void setLz4(boolean lz4) {
    setFlag(ConnectionProperty.LZ4, lz4);
  }

  /** Returns the option {@code cloudFetch}: as set here, else in the URL, else {@code 1}. */
  public boolean isCloudFetch() {
    return flag(ConnectionProperty.CLOUD_FETCH);
  }

  /**
   * Sets the option {@code cloudFetch}: 0 keeps large results on the connection instead of files in
   * cloud storage.
   *
   * <p>1 or 0; {@code 1} unless set.
   */
  public void setCloudFetch(boolean cloudFetch) {
    setFlag(ConnectionProperty.CLOUD_FETCH, cloudFetch);
  }

  /** Returns the option {@code complexTypes}: as set here, else in the URL, else {@code 1}. */
  public boolean isComplexTypes() {
    return flag(ConnectionProperty.COMPLEX_TYPES);
  }

  /**
   * Sets the option {@code complexTypes}: 0 describes ARRAY, STRUCT and MAP as text, for tools that
   * cannot take java.sql.Array and Struct: getColumnType and getColumns say VARCHAR, and getObject
   * gives JSON.
   *
   * <p>1 or 0; {@code 1} unless set.
   */
  public void setComplexTypes(boolean complexTypes) {
    setFlag(ConnectionProperty.COMPLEX_TYPES, complexTypes);
  }

  /** Returns the option {@code downloadThreads}: as set here, else in the URL, else {@code 4}. */
  public int getDownloadThreads() {
    return number(ConnectionProperty.DOWNLOAD_THREADS);
  }

  /**
   * Sets the option {@code downloadThreads}: Result files downloaded at the same time, per result
   * set.
   *
   * <p>A whole number from 1 to 64; {@code 4} unless set.
   */
  public void setDownloadThreads(int downloadThreads) {
    setNumber(ConnectionProperty.DOWNLOAD_THREADS, downloadThreads);
  }

  /** Returns the option {@code resultMemory}: as set here, else in the URL, else {@code 96M}. */
  public @Nullable String getResultMemory() {
    return text(ConnectionProperty.MEMORY);
  }

  /**
   * Sets the option {@code resultMemory}: Bytes that one result set may hold, received, being
   * received and decoded; unless set, also at most a sixth of the heap. One file, page or batch
   * that is larger is let in alone, as far as the heap has room; a value in it needs up to three
   * times its size.
   *
   * <p>A number of bytes such as 1048576, 512k or 64M, from 1048576 to 1099511627776; {@code 96M}
   * unless set.
   */
  public void setResultMemory(@Nullable String resultMemory) {
    setText(ConnectionProperty.MEMORY, resultMemory);
  }

  /**
   * Returns the option {@code keepAliveInterval} in seconds, rounded up: as set here, else in the
   * URL, else {@code 60}.
   */
  public int getKeepAliveInterval() {
    return number(ConnectionProperty.KEEP_ALIVE);
  }

  /**
   * Sets the option {@code keepAliveInterval}: Time between questions that keep a result open on
   * the server while it is read slowly; 0 never asks. An open result that is not read to its end
   * keeps a SQL warehouse from stopping (auto stop), which costs money: close results.
   *
   * <p>In seconds, at most 3600; {@code 60} unless set.
   */
  public void setKeepAliveInterval(int keepAliveInterval) {
    setNumber(ConnectionProperty.KEEP_ALIVE, keepAliveInterval);
  }

  /**
   * Returns the option {@code keepAliveLimit} in seconds, rounded up: as set here, else in the URL,
   * else {@code 3600}.
   */
  public int getKeepAliveLimit() {
    return number(ConnectionProperty.KEEP_ALIVE_LIMIT);
  }

  /**
   * Sets the option {@code keepAliveLimit}: Time without a next() after which a result is no longer
   * kept open, with a warning: the server then ends it when it likes, and its warehouse may stop.
   * The next next() keeps it open again, if it is still there; 0 keeps it open for ever.
   *
   * <p>In seconds, at most 604800; {@code 3600} unless set.
   */
  public void setKeepAliveLimit(int keepAliveLimit) {
    setNumber(ConnectionProperty.KEEP_ALIVE_LIMIT, keepAliveLimit);
  }

  /**
   * Returns the option {@code maxRowsPerPage}: as set here, else in the URL, else {@code 500000}.
   */
  public int getMaxRowsPerPage() {
    return number(ConnectionProperty.MAX_ROWS_PER_PAGE);
  }

  /**
   * Sets the option {@code maxRowsPerPage}: Wish for the rows of one page that comes over the
   * connection; the server may send fewer.
   *
   * <p>A whole number from 1 to 2147483647; {@code 500000} unless set.
   */
  public void setMaxRowsPerPage(int maxRowsPerPage) {
    setNumber(ConnectionProperty.MAX_ROWS_PER_PAGE, maxRowsPerPage);
  }

  /** Returns the option {@code maxBytesPerPage}: as set here, else in the URL, else {@code 10M}. */
  public @Nullable String getMaxBytesPerPage() {
    return text(ConnectionProperty.MAX_BYTES_PER_PAGE);
  }

  /**
   * Sets the option {@code maxBytesPerPage}: Wish for the bytes of one page that comes over the
   * connection.
   *
   * <p>A number of bytes such as 1048576, 512k or 64M, from 1024 to 2147483647; {@code 10M} unless
   * set.
   */
  public void setMaxBytesPerPage(@Nullable String maxBytesPerPage) {
    setText(ConnectionProperty.MAX_BYTES_PER_PAGE, maxBytesPerPage);
  }

  /**
   * Returns the option {@code batchInsertSize}: as set here, else in the URL, else {@code 2000}.
   */
  public int getBatchInsertSize() {
    return number(ConnectionProperty.BATCH_INSERT_SIZE);
  }

  /**
   * Sets the option {@code batchInsertSize}: Rows of one INSERT that is made of a batch of prepared
   * INSERT ... VALUES (?, ...), within a million characters of text; 1 runs each entry by itself.
   *
   * <p>A whole number from 1 to 100000; {@code 2000} unless set.
   */
  public void setBatchInsertSize(int batchInsertSize) {
    setNumber(ConnectionProperty.BATCH_INSERT_SIZE, batchInsertSize);
  }

  /** Returns the option {@code ansi_mode}: as set here, else in the URL, else null. */
  public @Nullable String getAnsiMode() {
    return text(ConnectionProperty.ANSI_MODE);
  }

  /**
   * Sets the option {@code ansi_mode}: Whether arithmetic and casts follow ANSI SQL.
   *
   * <p>A value that the server understands; null takes it back.
   */
  public void setAnsiMode(@Nullable String ansiMode) {
    setText(ConnectionProperty.ANSI_MODE, ansiMode);
  }

  /** Returns the option {@code enable_photon}: as set here, else in the URL, else null. */
  public @Nullable String getEnablePhoton() {
    return text(ConnectionProperty.ENABLE_PHOTON);
  }

  /**
   * Sets the option {@code enable_photon}: Whether the Photon engine is used.
   *
   * <p>A value that the server understands; null takes it back.
   */
  public void setEnablePhoton(@Nullable String enablePhoton) {
    setText(ConnectionProperty.ENABLE_PHOTON, enablePhoton);
  }

  /**
   * Returns the option {@code legacy_time_parser_policy}: as set here, else in the URL, else null.
   */
  public @Nullable String getLegacyTimeParserPolicy() {
    return text(ConnectionProperty.LEGACY_TIME_PARSER_POLICY);
  }

  /**
   * Sets the option {@code legacy_time_parser_policy}: EXCEPTION, CORRECTED or LEGACY.
   *
   * <p>A value that the server understands; null takes it back.
   */
  public void setLegacyTimeParserPolicy(@Nullable String legacyTimeParserPolicy) {
    setText(ConnectionProperty.LEGACY_TIME_PARSER_POLICY, legacyTimeParserPolicy);
  }

  /**
   * Returns the option {@code max_file_partition_bytes}: as set here, else in the URL, else null.
   */
  public @Nullable String getMaxFilePartitionBytes() {
    return text(ConnectionProperty.MAX_FILE_PARTITION_BYTES);
  }

  /**
   * Sets the option {@code max_file_partition_bytes}: Bytes packed into one partition of a scan.
   *
   * <p>A value that the server understands; null takes it back.
   */
  public void setMaxFilePartitionBytes(@Nullable String maxFilePartitionBytes) {
    setText(ConnectionProperty.MAX_FILE_PARTITION_BYTES, maxFilePartitionBytes);
  }

  /** Returns the option {@code query_tags}: as set here, else in the URL, else null. */
  public @Nullable String getQueryTags() {
    return text(ConnectionProperty.QUERY_TAGS);
  }

  /**
   * Sets the option {@code query_tags}: Tags of the session's statements, key:value,...
   *
   * <p>A value that the server understands; null takes it back.
   */
  public void setQueryTags(@Nullable String queryTags) {
    setText(ConnectionProperty.QUERY_TAGS, queryTags);
  }

  /**
   * Returns the option {@code read_only_external_metastore}: as set here, else in the URL, else
   * null.
   */
  public @Nullable String getReadOnlyExternalMetastore() {
    return text(ConnectionProperty.READ_ONLY_EXTERNAL_METASTORE);
  }

  /**
   * Sets the option {@code read_only_external_metastore}: Whether the external metastore is read
   * only.
   *
   * <p>A value that the server understands; null takes it back.
   */
  public void setReadOnlyExternalMetastore(@Nullable String readOnlyExternalMetastore) {
    setText(ConnectionProperty.READ_ONLY_EXTERNAL_METASTORE, readOnlyExternalMetastore);
  }

  /** Returns the option {@code statement_timeout}: as set here, else in the URL, else null. */
  public @Nullable String getStatementTimeout() {
    return text(ConnectionProperty.STATEMENT_TIMEOUT);
  }

  /**
   * Sets the option {@code statement_timeout}: Seconds after which the server ends a statement.
   *
   * <p>A value that the server understands; null takes it back.
   */
  public void setStatementTimeout(@Nullable String statementTimeout) {
    setText(ConnectionProperty.STATEMENT_TIMEOUT, statementTimeout);
  }

  /** Returns the option {@code timezone}: as set here, else in the URL, else null. */
  public @Nullable String getTimezone() {
    return text(ConnectionProperty.TIMEZONE);
  }

  /**
   * Sets the option {@code timezone}: Time zone of the session, such as Europe/Rome; that of the
   * JVM when absent. The word server keeps the server's own.
   *
   * <p>A value that the server understands; null takes it back.
   */
  public void setTimezone(@Nullable String timezone) {
    setText(ConnectionProperty.TIMEZONE, timezone);
  }

  /** Returns the option {@code use_cached_result}: as set here, else in the URL, else null. */
  public @Nullable String getUseCachedResult() {
    return text(ConnectionProperty.USE_CACHED_RESULT);
  }

  /**
   * Sets the option {@code use_cached_result}: Whether results may come from the result cache.
   *
   * <p>A value that the server understands; null takes it back.
   */
  public void setUseCachedResult(@Nullable String useCachedResult) {
    setText(ConnectionProperty.USE_CACHED_RESULT, useCachedResult);
  }
}
