package io.github.lakewire.spark;

import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.BaseListVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;

/** Arrays, maps or structs; what is in them are columns of their own. */
final class NestedColumn extends VectorColumn {
  private final List<ColumnVector> children;

  /**
   * @param children elements of an array, keys and values of a map, fields of a struct
   */
  NestedColumn(DataType type, FieldVector vector, List<ColumnVector> children) {
    super(type, vector);
    this.children = children;
  }

  private int start(int row) {
    return ((BaseListVector) vector).getElementStartIndex(row);
  }

  private int length(int row) {
    return ((BaseListVector) vector).getElementEndIndex(row) - start(row);
  }

  @Override
  public ColumnarArray getArray(int row) {
    return new ColumnarArray(children.get(0), start(row), length(row));
  }

  @Override
  public ColumnarMap getMap(int row) {
    return new ColumnarMap(children.get(0), children.get(1), start(row), length(row));
  }

  @Override
  public ColumnVector getChild(int ordinal) {
    return children.get(ordinal);
  }
}
