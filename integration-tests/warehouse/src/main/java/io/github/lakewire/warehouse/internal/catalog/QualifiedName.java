package io.github.lakewire.warehouse.internal.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.connector.catalog.CatalogManager;

/** A name with its catalog and schema, as keys. */
public record QualifiedName(String catalog, String schema, String name) {
  /** One name, quoted or not, with up to two before it. */
  public static final String PATTERN =
      "((?:`(?:[^`]|``)+`|[\\w$]+)(?:\\s*\\.\\s*(?:`(?:[^`]|``)+`|[\\w$]+))*)";

  /** What it means in the current catalog and schema. */
  public static QualifiedName of(SparkSession session, String text) {
    CatalogManager current = session.sessionState().catalogManager();
    List<String> parts = parts(session, text);
    if (parts.size() < 3) {
      List<String> whole = new ArrayList<>(List.of(current.currentCatalog().name()));
      if (parts.size() < 2) {
        whole.addAll(Arrays.asList(current.currentNamespace()));
      }
      whole.addAll(parts);
      parts = whole;
    }
    if (parts.size() != 3) {
      throw RefusedStatement.syntax("the name " + text + " has " + parts.size() + " parts");
    }
    return new QualifiedName(
        Storage.key(parts.get(0)), Storage.key(parts.get(1)), Storage.key(parts.get(2)));
  }

  /** The parts of a name without their quotes. */
  public static List<String> parts(SparkSession session, String text) {
    try {
      return scala.jdk.javaapi.CollectionConverters.asJava(
          session.sessionState().sqlParser().parseMultipartIdentifier(text));
    } catch (ParseException e) {
      throw RefusedStatement.syntax(text);
    }
  }

  /** Whether it is in a catalog of the warehouse, not of Spark. */
  public boolean isOurs() {
    return Storage.all().stream().anyMatch(storage -> storage.catalog().equals(catalog));
  }

  public Storage storage() {
    return Storage.of(catalog);
  }

  /** The schema, which must be one that statements change. */
  public StoredSchema storedSchema() {
    Schema found =
        storage()
            .schema(schema)
            .orElseThrow(() -> RefusedStatement.noSchema(catalog + "." + schema));
    if (found instanceof StoredSchema stored) {
      return stored;
    }
    throw new UnsupportedOperationException(catalog + "." + schema + " cannot be changed");
  }

  @Override
  public String toString() {
    return "`" + catalog + "`.`" + schema + "`.`" + name + "`";
  }
}
