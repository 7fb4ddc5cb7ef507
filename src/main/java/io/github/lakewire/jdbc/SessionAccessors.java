package io.github.lakewire.jdbc;

import io.github.lakewire.jdbc.internal.config.ConnectionProperty;
import org.jspecify.annotations.Nullable;

/**
 * How the connections of a data source fetch results and run statements. Written by a test from the
 * table of connection properties; the defaults, ranges and other spellings are in the document
 * {@code src/docs/options.md}.
 *
 * @since 0.1.0
 */
abstract class SessionAccessors extends NetworkAccessors {
  private static final long serialVersionUID = 1L;

  /**
   * Returns the connection property {@code arrow}: as set here, else in the URL, else {@code true}.
   */
  public boolean isArrow() {
    return flag(ConnectionProperty.ARROW);
  }

  /**
   * Sets the connection property {@code arrow}. 0 asks for results in the older columnar form
   * instead of Arrow.
   *
   * @param arrow whether it is on; {@code true} when it was not set
   */
  public void setArrow(boolean arrow) {
    setFlag(ConnectionProperty.ARROW, arrow);
  }

  /**
   * Returns the connection property {@code lz4}: as set here, else in the URL, else {@code true}.
   */
  public boolean isLz4() {
    return flag(ConnectionProperty.LZ4);
  }

  /**
   * Sets the connection property {@code lz4}. 0 asks for uncompressed results.
   *
   * @param lz4 whether it is on; {@code true} when it was not set
   */
  public void setLz4(boolean lz4) {
    setFlag(ConnectionProperty.LZ4, lz4);
  }

  /**
   * Returns the connection property {@code cloudFetch}: as set here, else in the URL, else {@code
   * true}.
   */
  public boolean isCloudFetch() {
    return flag(ConnectionProperty.CLOUD_FETCH);
  }

  /**
   * Sets the connection property {@code cloudFetch}. 0 keeps large results on the connection
   * instead of files in cloud storage.
   *
   * @param cloudFetch whether it is on; {@code true} when it was not set
   */
  public void setCloudFetch(boolean cloudFetch) {
    setFlag(ConnectionProperty.CLOUD_FETCH, cloudFetch);
  }

  /**
   * Returns the connection property {@code complexTypes}: as set here, else in the URL, else {@code
   * true}.
   */
  public boolean isComplexTypes() {
    return flag(ConnectionProperty.COMPLEX_TYPES);
  }

  /**
   * Sets the connection property {@code complexTypes}. 0 describes ARRAY, STRUCT and MAP as text,
   * for tools that cannot take java.sql.Array and Struct: getColumnType and getColumns say VARCHAR,
   * and getObject gives JSON.
   *
   * @param complexTypes whether it is on; {@code true} when it was not set
   */
  public void setComplexTypes(boolean complexTypes) {
    setFlag(ConnectionProperty.COMPLEX_TYPES, complexTypes);
  }

  /**
   * Returns the connection property {@code downloadThreads}: as set here, else in the URL, else
   * {@code 4}.
   */
  public int getDownloadThreads() {
    return number(ConnectionProperty.DOWNLOAD_THREADS);
  }

  /**
   * Sets the connection property {@code downloadThreads}. Result files downloaded at the same time,
   * per result set.
   *
   * @param downloadThreads a whole number from 1 to 64; {@code 4} when it was not set
   */
  public void setDownloadThreads(int downloadThreads) {
    setNumber(ConnectionProperty.DOWNLOAD_THREADS, downloadThreads);
  }

  /**
   * Returns the connection property {@code resultMemory}: as set here, else in the URL, else {@code
   * 96M}.
   */
  public @Nullable String getResultMemory() {
    return text(ConnectionProperty.MEMORY);
  }

  /**
   * Sets the connection property {@code resultMemory}. Bytes that one result set may hold:
   * received, being received and decoded. Unless set, also at most a sixth of the heap. A single
   * file, page or batch that is larger is read alone, as far as the heap has room; a value in it
   * needs up to three times its size.
   *
   * @param resultMemory a number of bytes such as 1048576, 512k or 64M, from 1048576 to
   *     1099511627776; {@code 96M} when it was not set
   */
  public void setResultMemory(@Nullable String resultMemory) {
    setText(ConnectionProperty.MEMORY, resultMemory);
  }

  /**
   * Returns the connection property {@code keepAliveInterval} in seconds, rounded up: as set here,
   * else in the URL, else {@code 60}.
   */
  public int getKeepAliveInterval() {
    return number(ConnectionProperty.KEEP_ALIVE);
  }

  /**
   * Sets the connection property {@code keepAliveInterval}. Time between the requests that keep a
   * result open on the server while it is read slowly; 0 sends none. An open result that is not
   * read to its end keeps a SQL warehouse from stopping (auto stop), which costs money: close
   * results.
   *
   * @param keepAliveInterval seconds, from 0 to 3600 seconds; {@code 60} when it was not set
   */
  public void setKeepAliveInterval(int keepAliveInterval) {
    setNumber(ConnectionProperty.KEEP_ALIVE, keepAliveInterval);
  }

  /**
   * Returns the connection property {@code keepAliveLimit} in seconds, rounded up: as set here,
   * else in the URL, else {@code 3600}.
   */
  public int getKeepAliveLimit() {
    return number(ConnectionProperty.KEEP_ALIVE_LIMIT);
  }

  /**
   * Sets the connection property {@code keepAliveLimit}. Time without a call of next() after which
   * a result is no longer kept open, with a warning. The server may then drop it, and its warehouse
   * may stop. The next call of next() keeps it open again, if it is still there. 0 keeps it open
   * for ever.
   *
   * @param keepAliveLimit seconds, from 0 to 604800 seconds; {@code 3600} when it was not set
   */
  public void setKeepAliveLimit(int keepAliveLimit) {
    setNumber(ConnectionProperty.KEEP_ALIVE_LIMIT, keepAliveLimit);
  }

  /**
   * Returns the connection property {@code maxRowsPerPage}: as set here, else in the URL, else
   * {@code 500000}.
   */
  public int getMaxRowsPerPage() {
    return number(ConnectionProperty.MAX_ROWS_PER_PAGE);
  }

  /**
   * Sets the connection property {@code maxRowsPerPage}. Rows asked for in one page that comes over
   * the connection; the server may send fewer.
   *
   * @param maxRowsPerPage a whole number from 1 to 2147483647; {@code 500000} when it was not set
   */
  public void setMaxRowsPerPage(int maxRowsPerPage) {
    setNumber(ConnectionProperty.MAX_ROWS_PER_PAGE, maxRowsPerPage);
  }

  /**
   * Returns the connection property {@code maxBytesPerPage}: as set here, else in the URL, else
   * {@code 10M}.
   */
  public @Nullable String getMaxBytesPerPage() {
    return text(ConnectionProperty.MAX_BYTES_PER_PAGE);
  }

  /**
   * Sets the connection property {@code maxBytesPerPage}. Bytes asked for in one page that comes
   * over the connection.
   *
   * @param maxBytesPerPage a number of bytes such as 1048576, 512k or 64M, from 1024 to 2147483647;
   *     {@code 10M} when it was not set
   */
  public void setMaxBytesPerPage(@Nullable String maxBytesPerPage) {
    setText(ConnectionProperty.MAX_BYTES_PER_PAGE, maxBytesPerPage);
  }

  /**
   * Returns the connection property {@code batchInsertSize}: as set here, else in the URL, else
   * {@code 2000}.
   */
  public int getBatchInsertSize() {
    return number(ConnectionProperty.BATCH_INSERT_SIZE);
  }

  /**
   * Sets the connection property {@code batchInsertSize}. Most rows of one statement that a batch
   * of a prepared INSERT ... VALUES (?, ...) is turned into, within a million characters of text; 1
   * executes each entry by itself.
   *
   * @param batchInsertSize a whole number from 1 to 100000; {@code 2000} when it was not set
   */
  public void setBatchInsertSize(int batchInsertSize) {
    setNumber(ConnectionProperty.BATCH_INSERT_SIZE, batchInsertSize);
  }

  /** Returns the connection property {@code ansi_mode}: as set here, else in the URL, else null. */
  public @Nullable String getAnsiMode() {
    return text(ConnectionProperty.ANSI_MODE);
  }

  /**
   * Sets the connection property {@code ansi_mode}. Whether arithmetic and casts follow ANSI SQL.
   *
   * @param ansiMode a value that the server understands; null removes the setting
   */
  public void setAnsiMode(@Nullable String ansiMode) {
    setText(ConnectionProperty.ANSI_MODE, ansiMode);
  }

  /**
   * Returns the connection property {@code enable_photon}: as set here, else in the URL, else null.
   */
  public @Nullable String getEnablePhoton() {
    return text(ConnectionProperty.ENABLE_PHOTON);
  }

  /**
   * Sets the connection property {@code enable_photon}. Whether the Photon engine is used.
   *
   * @param enablePhoton a value that the server understands; null removes the setting
   */
  public void setEnablePhoton(@Nullable String enablePhoton) {
    setText(ConnectionProperty.ENABLE_PHOTON, enablePhoton);
  }

  /**
   * Returns the connection property {@code legacy_time_parser_policy}: as set here, else in the
   * URL, else null.
   */
  public @Nullable String getLegacyTimeParserPolicy() {
    return text(ConnectionProperty.LEGACY_TIME_PARSER_POLICY);
  }

  /**
   * Sets the connection property {@code legacy_time_parser_policy}. EXCEPTION, CORRECTED or LEGACY.
   *
   * @param legacyTimeParserPolicy a value that the server understands; null removes the setting
   */
  public void setLegacyTimeParserPolicy(@Nullable String legacyTimeParserPolicy) {
    setText(ConnectionProperty.LEGACY_TIME_PARSER_POLICY, legacyTimeParserPolicy);
  }

  /**
   * Returns the connection property {@code max_file_partition_bytes}: as set here, else in the URL,
   * else null.
   */
  public @Nullable String getMaxFilePartitionBytes() {
    return text(ConnectionProperty.MAX_FILE_PARTITION_BYTES);
  }

  /**
   * Sets the connection property {@code max_file_partition_bytes}. Bytes packed into one partition
   * of a scan.
   *
   * @param maxFilePartitionBytes a value that the server understands; null removes the setting
   */
  public void setMaxFilePartitionBytes(@Nullable String maxFilePartitionBytes) {
    setText(ConnectionProperty.MAX_FILE_PARTITION_BYTES, maxFilePartitionBytes);
  }

  /**
   * Returns the connection property {@code query_tags}: as set here, else in the URL, else null.
   */
  public @Nullable String getQueryTags() {
    return text(ConnectionProperty.QUERY_TAGS);
  }

  /**
   * Sets the connection property {@code query_tags}. Tags of the session's statements,
   * key:value,...
   *
   * @param queryTags a value that the server understands; null removes the setting
   */
  public void setQueryTags(@Nullable String queryTags) {
    setText(ConnectionProperty.QUERY_TAGS, queryTags);
  }

  /**
   * Returns the connection property {@code read_only_external_metastore}: as set here, else in the
   * URL, else null.
   */
  public @Nullable String getReadOnlyExternalMetastore() {
    return text(ConnectionProperty.READ_ONLY_EXTERNAL_METASTORE);
  }

  /**
   * Sets the connection property {@code read_only_external_metastore}. Whether the external
   * metastore is read only.
   *
   * @param readOnlyExternalMetastore a value that the server understands; null removes the setting
   */
  public void setReadOnlyExternalMetastore(@Nullable String readOnlyExternalMetastore) {
    setText(ConnectionProperty.READ_ONLY_EXTERNAL_METASTORE, readOnlyExternalMetastore);
  }

  /**
   * Returns the connection property {@code statement_timeout}: as set here, else in the URL, else
   * null.
   */
  public @Nullable String getStatementTimeout() {
    return text(ConnectionProperty.STATEMENT_TIMEOUT);
  }

  /**
   * Sets the connection property {@code statement_timeout}. Seconds after which the server ends a
   * statement.
   *
   * @param statementTimeout a value that the server understands; null removes the setting
   */
  public void setStatementTimeout(@Nullable String statementTimeout) {
    setText(ConnectionProperty.STATEMENT_TIMEOUT, statementTimeout);
  }

  /** Returns the connection property {@code timezone}: as set here, else in the URL, else null. */
  public @Nullable String getTimezone() {
    return text(ConnectionProperty.TIMEZONE);
  }

  /**
   * Sets the connection property {@code timezone}. Time zone of the session, such as Europe/Rome;
   * that of the JVM when absent. The word server keeps the server's own.
   *
   * @param timezone a value that the server understands; null removes the setting
   */
  public void setTimezone(@Nullable String timezone) {
    setText(ConnectionProperty.TIMEZONE, timezone);
  }

  /**
   * Returns the connection property {@code use_cached_result}: as set here, else in the URL, else
   * null.
   */
  public @Nullable String getUseCachedResult() {
    return text(ConnectionProperty.USE_CACHED_RESULT);
  }

  /**
   * Sets the connection property {@code use_cached_result}. Whether results may come from the
   * result cache.
   *
   * @param useCachedResult a value that the server understands; null removes the setting
   */
  public void setUseCachedResult(@Nullable String useCachedResult) {
    setText(ConnectionProperty.USE_CACHED_RESULT, useCachedResult);
  }
}
