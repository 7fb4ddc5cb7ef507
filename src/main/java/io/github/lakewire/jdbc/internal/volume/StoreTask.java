package io.github.lakewire.jdbc.internal.volume;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.lakewire.jdbc.internal.column.ColumnReader;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server leaves to the client (protocol.md, "Volume files").
 *
 * @param url presigned, so a secret
 * @param localFile null for REMOVE
 */
record StoreTask(
    String operation, String url, Map<String, String> headers, @Nullable String localFile) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Reads the only row. */
  static StoreTask read(RowCursor cursor) throws DriverException {
    if (!cursor.advance()) {
      throw nonsense("there is no row");
    }
    String operation = text(cursor, "operation");
    String url = text(cursor, "presignedUrl");
    if (operation == null || url == null) {
      throw nonsense("operation or link is missing");
    }
    StoreTask task =
        new StoreTask(operation, url, headers(text(cursor, "headers")), text(cursor, "localFile"));
    if (cursor.advance()) {
      throw nonsense("it names more than one file");
    }
    return task;
  }

  private static @Nullable String text(RowCursor cursor, String name) throws DriverException {
    List<ColumnInfo> columns = cursor.schema().columns();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equalsIgnoreCase(name)) {
        ColumnReader reader = cursor.reader(i);
        return reader.isNull(cursor.row()) ? null : reader.getString(cursor.row());
      }
    }
    return null;
  }

  /** A map comes as such or as text, which is JSON in both cases. */
  private static Map<String, String> headers(@Nullable String text) throws DriverException {
    Map<String, String> headers = new LinkedHashMap<>();
    if (text == null || text.isBlank()) {
      return headers;
    }
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw nonsense("its headers are no map");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (!json.nextToken().isScalarValue()) {
          throw nonsense("its headers are no texts");
        }
        headers.put(name, json.getText());
      }
    } catch (IOException e) {
      // Without the cause, which quotes what may be signed.
      throw nonsense("its headers cannot be read");
    }
    if (headers.entrySet().stream().anyMatch(header -> !isHeader(header))) {
      throw nonsense("its headers have characters that HTTP does not allow");
    }
    return headers;
  }

  private static boolean isHeader(Map.Entry<String, String> header) {
    return header.getKey().matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")
        && header.getValue().chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  static DriverException nonsense(String why) {
    return new DriverException(
        DriverException.Kind.PROTOCOL,
        "What the server answered to a statement about a file of a volume makes no sense: " + why);
  }

  /** Link and headers are secrets. */
  @Override
  public String toString() {
    return "StoreTask[" + operation + "]";
  }
}
