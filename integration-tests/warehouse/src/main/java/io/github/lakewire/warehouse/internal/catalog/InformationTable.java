package io.github.lakewire.warehouse.internal.catalog;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.catalog.CatalogV2Util;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.GeneralScalarExpression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsPushDownV2Filters;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.unsafe.types.UTF8String;

/** A view of an information schema. Its rows are made from the live catalog as they are read. */
final class InformationTable implements NamedTable {
  private final String catalog;
  private final InformationView view;

  InformationTable(String catalog, InformationView view) {
    this.catalog = catalog;
    this.view = view;
  }

  @Override
  public Identifier identifier() {
    return Identifier.of(new String[] {InformationSchema.NAME}, view.key());
  }

  @Override
  public String tableType() {
    return "VIEW";
  }

  /** Its owner is nobody that could be logged in. */
  @Override
  public Optional<String> viewText() {
    return Optional.empty();
  }

  @Override
  public String name() {
    return catalog + "." + identifier();
  }

  @Override
  public Column[] columns() {
    return CatalogV2Util.structTypeToV2Columns(view.columns());
  }

  @Override
  public Map<String, String> properties() {
    return Map.of();
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    return new Builder(new Source(catalog, view, new HashMap<>()));
  }

  /** What a task needs to make the rows: it runs in this JVM, but is serialised. */
  private record Source(
      String catalog, InformationView view, HashMap<String, HashSet<Object>> wanted)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    Iterator<Object[]> rows() {
      return view.rows(Walk.of(catalog, Map.copyOf(wanted))).iterator();
    }
  }

  private static final class Builder
      implements ScanBuilder, SupportsPushDownRequiredColumns, SupportsPushDownV2Filters {
    private final Source source;
    private StructType required;

    Builder(Source source) {
      this.source = source;
      this.required = source.view().columns();
    }

    @Override
    public void pruneColumns(StructType requiredSchema) {
      required = requiredSchema;
    }

    /** Filters on names save making what they leave out; Spark applies them once more. */
    @Override
    public Predicate[] pushPredicates(Predicate[] predicates) {
      for (Predicate predicate : predicates) {
        if (predicate.name().equals("=") || predicate.name().equals("IN")) {
          allow(predicate.children());
        }
      }
      return predicates;
    }

    /** A column, or its lower case as the names of all but columns are, and values. */
    private void allow(Expression[] operands) {
      Expression column = operands[0];
      if (column instanceof GeneralScalarExpression call && call.name().equals("LOWER")) {
        column = call.children()[0];
      }
      HashSet<Object> values = new HashSet<>();
      for (Expression operand : List.of(operands).subList(1, operands.length)) {
        if (!(operand instanceof Literal<?> literal)) {
          return;
        }
        values.add(String.valueOf(literal.value()));
      }
      if (column instanceof NamedReference reference) {
        String name = Storage.key(String.join(".", reference.fieldNames()));
        source.wanted().computeIfAbsent(name, key -> new HashSet<>(values)).retainAll(values);
      }
    }

    @Override
    public Predicate[] pushedPredicates() {
      return new Predicate[0];
    }

    @Override
    public Scan build() {
      List<String> names = List.of(source.view().columns().fieldNames());
      int[] positions = Arrays.stream(required.fieldNames()).mapToInt(names::indexOf).toArray();
      return new InformationScan(required, source, positions);
    }
  }

  private record InformationScan(StructType readSchema, Source source, int[] positions)
      implements Scan, Batch {
    @Override
    public Batch toBatch() {
      return this;
    }

    @Override
    public InputPartition[] planInputPartitions() {
      return new InputPartition[] {new Everything()};
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
      return new Readers(source, positions);
    }
  }

  private record Everything() implements InputPartition {
    private static final long serialVersionUID = 1L;
  }

  private record Readers(Source source, int[] positions) implements PartitionReaderFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
      Iterator<Object[]> rows = source.rows();
      return new PartitionReader<>() {
        @Override
        public boolean next() {
          return rows.hasNext();
        }

        @Override
        public InternalRow get() {
          Object[] row = rows.next();
          List<Object> values = new ArrayList<>();
          for (int position : positions) {
            values.add(
                row[position] instanceof String text ? UTF8String.fromString(text) : row[position]);
          }
          return new GenericInternalRow(values.toArray());
        }

        @Override
        public void close() {}
      };
    }
  }
}
