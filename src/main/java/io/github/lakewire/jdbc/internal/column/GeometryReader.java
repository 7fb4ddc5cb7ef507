package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.ArrowField;
import io.github.lakewire.jdbc.internal.ipc.BatchLayout;
import io.github.lakewire.jdbc.internal.text.WellKnownText;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import java.util.List;
import java.util.Locale;

/**
 * GEOMETRY and GEOGRAPHY values that come as a struct of a reference system and well-known binary:
 * as text they are what servers send that send text, and their bytes are the binary form.
 */
public final class GeometryReader extends ArrowReader {
  private final List<ArrowReader> fields;
  private final ArrowReader srid;
  private final ArrowReader wkb;

  /**
   * @param fields of the struct, one of which is called srid and one wkb
   */
  public GeometryReader(ColumnInfo column, List<ArrowReader> fields) {
    super(column);
    this.fields = fields;
    this.srid = fields.get(isWkb(fields.get(0).column().name()) ? 1 : 0);
    this.wkb = fields.get(srid == fields.get(0) ? 1 : 0);
  }

  /** Whether a column that the server calls a geometry comes in this form. */
  public static boolean reads(ArrowField field, ColumnType type) {
    if (type != ColumnType.GEOMETRY && type != ColumnType.GEOGRAPHY
        || field.children().size() != 2) {
      return false;
    }
    ArrowField first = field.children().get(0);
    ArrowField second = field.children().get(1);
    return isWkb(first) ? isSrid(second) : isWkb(second) && isSrid(first);
  }

  private static boolean isWkb(String name) {
    return name.toLowerCase(Locale.ROOT).equals("wkb");
  }

  private static boolean isWkb(ArrowField field) {
    return isWkb(field.name())
        && switch (field.type()) {
          case BINARY, LARGE_BINARY, BINARY_VIEW -> true;
          default -> false;
        };
  }

  private static boolean isSrid(ArrowField field) {
    return field.name().toLowerCase(Locale.ROOT).equals("srid")
        && switch (field.type()) {
          case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32 -> true;
          default -> false;
        };
  }

  @Override
  public int width() {
    return fields.size();
  }

  @Override
  protected void bindValues(BatchLayout batch, int length) throws DriverException {
    for (ArrowReader field : fields) {
      field.bind(batch, length);
    }
    mayBeNull |= wkb.mayBeNull;
  }

  /** A geometry without bytes is NULL. */
  @Override
  protected boolean isNullAt(int row) {
    return hasBitmap() && super.isNullAt(row) || wkb.isNull(row);
  }

  @Override
  public Object getObject(int row) throws DriverException {
    return getString(row);
  }

  @Override
  public String getString(int row) throws DriverException {
    return WellKnownText.of(wkb.getBytes(row), srid.isNull(row) ? 0 : srid.getLong(row));
  }

  @Override
  public byte[] getBytes(int row) throws DriverException {
    return wkb.getBytes(row);
  }
}
