package io.github.lakewire.warehouse.internal.results;

import io.github.lakewire.thrift.TBinaryColumn;
import io.github.lakewire.thrift.TBoolColumn;
import io.github.lakewire.thrift.TByteColumn;
import io.github.lakewire.thrift.TColumn;
import io.github.lakewire.thrift.TDoubleColumn;
import io.github.lakewire.thrift.TI16Column;
import io.github.lakewire.thrift.TI32Column;
import io.github.lakewire.thrift.TI64Column;
import io.github.lakewire.thrift.TStringColumn;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;

/** Rows as columnar Thrift sets (protocol.md, "Columnar sets"). */
public final class ColumnarEncoder {
  private final List<DataType> types;
  private final ValueText text;

  /** Encodes these columns; timestamps are text in the session's zone. */
  public ColumnarEncoder(ResultColumns result, String zone) {
    types = result.columns().stream().map(ResultColumns.ResultColumn::type).toList();
    text = new ValueText(types, zone);
  }

  /** All columns of a page. */
  public List<TColumn> encode(List<InternalRow> rows) {
    List<TColumn> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      columns.add(column(rows, i, types.get(i)));
    }
    return columns;
  }

  private TColumn column(List<InternalRow> rows, int c, DataType type) {
    byte[] nulls = nulls(rows.size(), i -> rows.get(i).isNullAt(c));
    if (type instanceof BooleanType) {
      return TColumn.boolVal(
          new TBoolColumn()
              .setValues(values(rows, c, false, row -> row.getBoolean(c)))
              .setNulls(nulls));
    } else if (type instanceof ByteType) {
      return TColumn.byteVal(
          new TByteColumn()
              .setValues(values(rows, c, (byte) 0, row -> row.getByte(c)))
              .setNulls(nulls));
    } else if (type instanceof ShortType) {
      return TColumn.i16Val(
          new TI16Column()
              .setValues(values(rows, c, (short) 0, row -> row.getShort(c)))
              .setNulls(nulls));
    } else if (type instanceof IntegerType) {
      return TColumn.i32Val(
          new TI32Column().setValues(values(rows, c, 0, row -> row.getInt(c))).setNulls(nulls));
    } else if (type instanceof LongType) {
      return TColumn.i64Val(
          new TI64Column().setValues(values(rows, c, 0L, row -> row.getLong(c))).setNulls(nulls));
    } else if (type instanceof FloatType) {
      return TColumn.doubleVal(
          new TDoubleColumn()
              .setValues(values(rows, c, 0.0, row -> (double) row.getFloat(c)))
              .setNulls(nulls));
    } else if (type instanceof DoubleType) {
      return TColumn.doubleVal(
          new TDoubleColumn()
              .setValues(values(rows, c, 0.0, row -> row.getDouble(c)))
              .setNulls(nulls));
    } else if (type instanceof BinaryType) {
      return TColumn.binaryVal(
          new TBinaryColumn()
              .setValues(
                  values(rows, c, ByteBuffer.allocate(0), row -> ByteBuffer.wrap(row.getBinary(c))))
              .setNulls(nulls));
    }
    return TColumn.stringVal(
        new TStringColumn().setValues(values(rows, c, "", row -> text.of(row, c))).setNulls(nulls));
  }

  private static <T> List<T> values(
      List<InternalRow> rows, int column, T whenNull, Function<InternalRow, T> value) {
    List<T> values = new ArrayList<>(rows.size());
    for (InternalRow row : rows) {
      values.add(row.isNullAt(column) ? whenNull : value.apply(row));
    }
    return values;
  }

  /** A column of strings with NULLs, for metadata. */
  public static TColumn strings(List<String> values) {
    return TColumn.stringVal(
        new TStringColumn()
            .setValues(values.stream().map(value -> value == null ? "" : value).toList())
            .setNulls(nulls(values.size(), i -> values.get(i) == null)));
  }

  /** The bits of NULL, least significant first; a single zero byte when nothing is NULL. */
  public static byte[] nulls(int count, IntFunction<Boolean> isNull) {
    BitSet bits = new BitSet();
    for (int i = 0; i < count; i++) {
      bits.set(i, isNull.apply(i));
    }
    return bits.isEmpty() ? new byte[1] : bits.toByteArray();
  }
}
