package io.github.lakewire.spark;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.CatalogV2Util;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** A table, a view or the result of a query on a warehouse. */
final class LakewireTable implements Table, SupportsRead {
  private final SourceOptions options;
  private final StructType schema;
  private final Map<String, String> properties;
  private final KnownSizes sizes = new KnownSizes();

  /**
   * @param properties shown by DESCRIBE TABLE EXTENDED
   */
  LakewireTable(SourceOptions options, StructType schema, Map<String, String> properties) {
    this.options = options;
    this.schema = schema;
    this.properties = Map.copyOf(properties);
  }

  SourceOptions options() {
    return options;
  }

  KnownSizes sizes() {
    return sizes;
  }

  @Override
  public String name() {
    return options.relation().name();
  }

  @Override
  public StructType schema() {
    return schema;
  }

  @Override
  public Column[] columns() {
    return CatalogV2Util.structTypeToV2Columns(schema);
  }

  @Override
  public Map<String, String> properties() {
    return properties;
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Collections.unmodifiableSet(EnumSet.of(TableCapability.BATCH_READ));
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap unused) {
    return new LakewireScanBuilder(this, SessionFacts.ofActive());
  }

  @Override
  public String toString() {
    return name();
  }
}
