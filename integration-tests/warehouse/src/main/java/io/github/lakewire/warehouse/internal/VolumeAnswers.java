package io.github.lakewire.warehouse.internal;

import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TGetResultSetMetadataResp;
import io.github.lakewire.warehouse.internal.catalog.RefusedStatement;
import io.github.lakewire.warehouse.internal.results.FileStore;
import io.github.lakewire.warehouse.internal.results.ResultFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Files of volumes (protocol.md, "Volume files"): PUT, GET and REMOVE are answered with a link and
 * left to the client, LIST with rows. What is below {@code /Volumes} is in one folder. In a volume
 * of the name {@code stale} every other link has expired before it is given.
 */
final class VolumeAnswers {
  private static final String LITERAL = "'((?:[^'\\\\]|\\\\.)*)'";
  private static final Pattern PUT =
      compile("PUT\\s*" + LITERAL + "\\s*INTO\\s*" + LITERAL + "(\\s*OVERWRITE)?");
  private static final Pattern GET = compile("GET\\s*" + LITERAL + "\\s*TO\\s*" + LITERAL);
  private static final Pattern REMOVE = compile("REMOVE\\s*" + LITERAL);
  private static final Pattern LIST = compile("LIST\\s*" + LITERAL);
  private static final Map<String, String> OF_UPLOADS = Map.of("x-ms-blob-type", "BlockBlob");
  private static final String STALE = "/stale/";

  private final FileStore store;
  private final Path folder;
  private final boolean headersAsMap;
  private final Set<String> askedOnce = ConcurrentHashMap.newKeySet();

  /**
   * @param headersAsMap whether headers are a MAP and not JSON in a STRING
   */
  VolumeAnswers(FileStore store, Path folder, boolean headersAsMap) {
    this.store = store;
    this.folder = folder;
    this.headersAsMap = headersAsMap;
  }

  /**
   * What a statement is answered with.
   *
   * @param staging whether the client has to act
   */
  record Answer(StructType schema, List<InternalRow> rows, boolean staging) {}

  private static Pattern compile(String regex) {
    return Pattern.compile(
        "(?:\\s++|/\\*.*?\\*/)*" + regex + "\\s*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  Optional<Answer> run(String sql) throws IOException {
    Matcher put = PUT.matcher(sql);
    if (put.matches()) {
      return Optional.of(put(text(put.group(1)), text(put.group(2)), put.group(3) != null));
    }
    Matcher get = GET.matcher(sql);
    if (get.matches()) {
      Path file = existing(text(get.group(1)));
      return Optional.of(
          task(
              "GET",
              text(get.group(1)),
              link(text(get.group(1)), file, "GET", Map.of()),
              Map.of(),
              text(get.group(2))));
    }
    Matcher remove = REMOVE.matcher(sql);
    if (remove.matches()) {
      String path = text(remove.group(1));
      return Optional.of(
          task("REMOVE", path, link(path, file(path), "DELETE", Map.of()), Map.of(), null));
    }
    Matcher list = LIST.matcher(sql);
    return list.matches() ? Optional.of(list(text(list.group(1)))) : Optional.empty();
  }

  private static String text(String literal) {
    return literal.replaceAll("\\\\(.)", "$1");
  }

  private Answer put(String local, String path, boolean overwrite) throws IOException {
    Path file = file(path);
    if (!overwrite && Files.exists(file)) {
      throw new RefusedStatement(
          "FILE_IN_STAGING_PATH_ALREADY_EXISTS", "42000", "The file " + path + " exists already");
    }
    Files.createDirectories(file.getParent());
    return task("PUT", path, link(path, file, "PUT", OF_UPLOADS), OF_UPLOADS, local);
  }

  private String link(String path, Path file, String method, Map<String, String> headers) {
    boolean stale = path.contains(STALE) && (askedOnce.add(path) || !askedOnce.remove(path));
    return store.link(file, method, headers, stale).url();
  }

  private Answer task(
      String operation, String path, String url, Map<String, String> headers, String local) {
    StructType schema =
        StructType.fromDDL(
            "operation STRING, presignedUrl STRING, headers "
                + (headersAsMap ? "MAP<STRING, STRING>" : "STRING")
                + ", localFile STRING");
    Object given = headersAsMap ? map(headers) : UTF8String.fromString(json(headers));
    InternalRow row =
        new GenericInternalRow(
            new Object[] {
              UTF8String.fromString(operation),
              UTF8String.fromString(url),
              given,
              local == null ? null : UTF8String.fromString(local)
            });
    return new Answer(schema, List.of(row), true);
  }

  private static Object map(Map<String, String> headers) {
    return ArrayBasedMapData.apply(
        headers.keySet().stream().map(UTF8String::fromString).toArray(),
        headers.values().stream().map(UTF8String::fromString).toArray());
  }

  private static String json(Map<String, String> headers) {
    StringBuilder text = new StringBuilder("{");
    headers.forEach(
        (name, value) ->
            text.append(text.length() == 1 ? "" : ",")
                .append('"')
                .append(name)
                .append("\":\"")
                .append(value)
                .append('"'));
    return text.append('}').toString();
  }

  private Answer list(String path) throws IOException {
    Path inside = file(path);
    if (!Files.isDirectory(inside)) {
      throw new RefusedStatement("PATH_NOT_FOUND", "42K03", "There is no folder " + path);
    }
    List<InternalRow> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(inside)) {
      for (Path file : files.sorted(Comparator.naturalOrder()).toList()) {
        boolean isFolder = Files.isDirectory(file);
        String name = file.getFileName() + (isFolder ? "/" : "");
        rows.add(
            new GenericInternalRow(
                new Object[] {
                  UTF8String.fromString((path.endsWith("/") ? path : path + "/") + name),
                  UTF8String.fromString(name),
                  isFolder ? 0L : Files.size(file),
                  Files.getLastModifiedTime(file).toMillis()
                }));
      }
    }
    return new Answer(
        StructType.fromDDL("path STRING, name STRING, size BIGINT, modification_time BIGINT"),
        rows,
        false);
  }

  private Path existing(String path) {
    Path file = file(path);
    if (!Files.isRegularFile(file)) {
      throw new RefusedStatement("PATH_NOT_FOUND", "42K03", "There is no file " + path);
    }
    return file;
  }

  private Path file(String path) {
    String root = "/Volumes/";
    Path file = folder.resolve(path.substring(Math.min(root.length(), path.length()))).normalize();
    if (!path.toLowerCase(Locale.ROOT).startsWith(root.toLowerCase(Locale.ROOT))
        || !file.startsWith(folder)) {
      throw new RefusedStatement("INVALID_PATH", "42000", "This is no path of a volume: " + path);
    }
    return file;
  }

  /** A result that is a task for the client. */
  record Staging(ResultFormat rows) implements ResultFormat {
    @Override
    public TGetResultSetMetadataResp metadata() {
      return rows.metadata().setIsStagingOperation(true);
    }

    @Override
    public TFetchResultsResp fetch(FetchRange range) throws Throwable {
      return rows.fetch(range);
    }

    @Override
    public boolean staysOpen() {
      return rows.staysOpen();
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
