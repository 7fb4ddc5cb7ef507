package io.github.lakewire.warehouse.internal.catalog;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.connector.catalog.CatalogManager;
import org.apache.spark.sql.connector.catalog.CatalogV2Util;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.V1Scan;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.TableScan;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * A view of a catalog of ours, where Spark knows tables only: reading it runs its query. Also what
 * is kept on Databricks and is always up to date here: materialized views and streaming tables.
 *
 * @param type VIEW, MATERIALIZED_VIEW or STREAMING_TABLE
 * @param query its text
 * @param currentCatalog names in the query are meant there
 * @param structure its columns
 */
public record ViewTable(
    String catalog,
    Identifier identifier,
    String type,
    String query,
    String currentCatalog,
    String currentSchema,
    StructType structure,
    Map<String, String> properties)
    implements NamedTable {

  @Override
  public String name() {
    return catalog + "." + identifier;
  }

  @Override
  public String tableType() {
    return type;
  }

  @Override
  public Optional<String> viewText() {
    return Optional.of(query);
  }

  @Override
  public org.apache.spark.sql.connector.catalog.Column[] columns() {
    return CatalogV2Util.structTypeToV2Columns(structure);
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    return new Builder();
  }

  /** A query with a catalog and schema as the current ones. */
  public static Dataset<Row> run(
      SparkSession session, String query, String catalog, String schema) {
    SparkSession own = session.cloneSession();
    CatalogManager catalogs = own.sessionState().catalogManager();
    catalogs.setCurrentCatalog(catalog);
    catalogs.setCurrentNamespace(new String[] {schema});
    return own.sql(query);
  }

  private final class Builder implements ScanBuilder, SupportsPushDownRequiredColumns {
    private StructType required = structure;

    @Override
    public void pruneColumns(StructType requiredSchema) {
      required = requiredSchema;
    }

    @Override
    public Scan build() {
      return new ViewScan(required);
    }
  }

  private final class ViewScan implements V1Scan {
    private final StructType required;

    ViewScan(StructType required) {
      this.required = required;
    }

    @Override
    public StructType readSchema() {
      return required;
    }

    @Override
    @SuppressWarnings("unchecked") // the method's own type parameter allows no class to be named
    public <T extends BaseRelation & TableScan> T toV1TableScan(SQLContext context) {
      return (T) new ViewRelation(context);
    }

    private final class ViewRelation extends BaseRelation implements TableScan {
      private final SQLContext context;

      ViewRelation(SQLContext context) {
        this.context = context;
      }

      @Override
      public SQLContext sqlContext() {
        return context;
      }

      @Override
      public StructType schema() {
        return required;
      }

      @Override
      public RDD<Row> buildScan() {
        Dataset<Row> rows =
            run((SparkSession) context.sparkSession(), query, currentCatalog, currentSchema)
                .toDF(structure.fieldNames());
        Column[] columns =
            Arrays.stream(required.fieldNames())
                .map(name -> rows.col("`" + name.replace("`", "``") + "`"))
                .toArray(Column[]::new);
        return rows.select(columns).rdd();
      }
    }
  }
}
