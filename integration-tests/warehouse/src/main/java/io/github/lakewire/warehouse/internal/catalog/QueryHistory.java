package io.github.lakewire.warehouse.internal.catalog;

import io.github.lakewire.warehouse.internal.catalog.GeneratedTable.Formula;
import io.github.lakewire.warehouse.internal.catalog.GeneratedTable.Generated;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The statements that there have been, with their query tags: the table {@code
 * system.query.history}. It can be read and is not listed, as the schemas of {@code system} were
 * without it.
 */
public final class QueryHistory implements Schema {
  static final String NAME = "query";
  private static final String TABLE = "history";

  /** Found through the class only, as {@link Storage} is. */
  private static final List<Statement> STATEMENTS = new CopyOnWriteArrayList<>();

  /**
   * A statement that was accepted.
   *
   * @param tags as the client has sent them, or the session has them; null for none
   */
  public record Statement(String id, String session, String text, String tags) {}

  /** Adds a statement. */
  public static void add(Statement statement) {
    STATEMENTS.add(statement);
  }

  @Override
  public Map<String, String> properties() {
    return Map.of("comment", "Query history");
  }

  @Override
  public Collection<String> tableNames() {
    return List.of(TABLE);
  }

  @Override
  public Optional<NamedTable> table(String key) {
    DataType tags = DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType);
    return key.equals(TABLE)
        ? Optional.of(
            new GeneratedTable(
                InformationSchema.SYSTEM,
                Identifier.of(new String[] {NAME}, TABLE),
                STATEMENTS.size(),
                Map.of(),
                List.of(
                    column("statement_id", DataTypes.StringType, row -> text(at(row).id())),
                    column("session_id", DataTypes.StringType, row -> text(at(row).session())),
                    column("statement_text", DataTypes.StringType, row -> text(at(row).text())),
                    column("query_tags", tags, row -> map(at(row).tags()))),
                List.of()))
        : Optional.empty();
  }

  private static Generated column(String name, DataType type, Formula formula) {
    return new Generated(Column.create(name, type, true), formula);
  }

  private static Statement at(long row) {
    return STATEMENTS.get((int) row);
  }

  private static UTF8String text(String text) {
    return text == null ? null : UTF8String.fromString(text);
  }

  private static Object map(String tags) {
    Map<UTF8String, UTF8String> map = new LinkedHashMap<>();
    parse(tags == null ? "" : tags).forEach((key, value) -> map.put(text(key), text(value)));
    return ArrayBasedMapData.apply(map.keySet().toArray(), map.values().toArray());
  }

  /** Reads {@code key:value,key}, in which a backslash takes its meaning from what follows. */
  static Map<String, String> parse(String text) {
    Map<String, String> tags = new LinkedHashMap<>();
    StringBuilder part = new StringBuilder();
    String key = null;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ',';
      if (c == ',') {
        if (key != null || !part.isEmpty()) {
          tags.put(key == null ? part.toString() : key, key == null ? null : part.toString());
        }
        key = null;
        part.setLength(0);
      } else if (c == ':' && key == null) {
        key = part.toString();
        part.setLength(0);
      } else {
        part.append(c == '\\' && i + 1 < text.length() ? text.charAt(++i) : c);
      }
    }
    return tags;
  }
}
