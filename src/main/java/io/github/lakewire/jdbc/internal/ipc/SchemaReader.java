package io.github.lakewire.jdbc.internal.ipc;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.DictionaryEncoding;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of an IPC schema message straight from its flatbuffer.
 *
 * <p>A flatbuffer may refer to one place many times, so a small message could unfold into a huge
 * tree: depth, number of fields and length of texts are bounded by the message's own length.
 */
public final class SchemaReader {
  private static final String SQL_NAME = "Spark:DataType:SqlName";
  private static final int MAX_DEPTH = 64;

  private int fieldsLeft;
  private long charactersLeft;
  private int unknown;

  private SchemaReader(int metadataLength) {
    // An honest field takes some 60 bytes; texts are written once each.
    fieldsLeft = metadataLength / 16;
    charactersLeft = 4L * metadataLength;
  }

  public static List<ArrowField> read(byte[] message) throws DriverException {
    try {
      IpcFrame content = IpcFrame.next(new ArrayByteSource(message, 0, message.length));
      if (content == null || content.message().headerType() != MessageHeader.Schema) {
        throw IpcFrame.damaged("the schema is missing");
      }
      return fields(content);
    } catch (RuntimeException e) {
      throw IpcFrame.damaged(e);
    }
  }

  /** Reads the fields of a message that is a schema. */
  static List<ArrowField> fields(IpcFrame content) throws DriverException {
    Schema schema = content.header(new Schema());
    if (schema.endianness() != Endianness.Little) {
      throw new DriverException(
          DriverException.Kind.UNSUPPORTED, "The server sent big-endian Arrow data");
    }
    return new SchemaReader(content.metadataLength()).fields(schema);
  }

  private List<ArrowField> fields(Schema schema) throws DriverException {
    List<ArrowField> fields = new ArrayList<>();
    for (int i = 0; i < schema.fieldsLength(); i++) {
      fields.add(field(schema.fields(i), 0));
    }
    return fields;
  }

  private ArrowField field(@Nullable Field field, int depth) throws DriverException {
    if (field == null || --fieldsLeft < 0 || depth > MAX_DEPTH) {
      throw IpcFrame.damaged("impossible schema");
    }
    String name = text(field.name());
    List<ArrowField> children = new ArrayList<>();
    for (int i = 0; i < field.childrenLength(); i++) {
      children.add(field(field.children(i), depth + 1));
    }
    ArrowField described = type(field, name, sqlType(field), children);
    DictionaryEncoding dictionary = field.dictionary();
    return dictionary == null ? described : indexes(described, dictionary);
  }

  /** Values that are numbers of others in a dictionary; 32 bits unless it says otherwise. */
  private static ArrowField indexes(ArrowField value, DictionaryEncoding dictionary)
      throws DriverException {
    Int type = dictionary.indexType();
    int width = type == null ? Integer.BYTES : FieldType.indexWidth(type);
    return new ArrowField(
        value.name(),
        PhysicalType.DICTIONARY,
        value.nullable(),
        ArrowField.Parameters.width(width),
        value.sqlType(),
        List.of(value));
  }

  private @Nullable String sqlType(Field field) throws DriverException {
    KeyValue entry = new KeyValue();
    for (int i = 0; i < field.customMetadataLength(); i++) {
      if (field.customMetadata(entry, i) != null && SQL_NAME.equals(text(entry.key()))) {
        return text(entry.value());
      }
    }
    return null;
  }

  private String text(@Nullable String text) throws DriverException {
    if (text == null) {
      text = "";
    }
    // One more, since a text without length takes time too.
    charactersLeft -= text.length() + 1;
    if (charactersLeft < 0) {
      throw IpcFrame.damaged("impossible schema");
    }
    return text;
  }

  private ArrowField type(
      Field field, String name, @Nullable String sqlType, List<ArrowField> children)
      throws DriverException {
    FieldType type = FieldType.read(field);
    text(type.parameters().zone());
    if (type.physical() == PhysicalType.UNKNOWN && ++unknown > 1) {
      throw new DriverException(
          DriverException.Kind.UNSUPPORTED,
          "Column '" + name + "' and others have Arrow types that this driver does not know");
    }
    boolean childrenFit =
        switch (type.physical()) {
          case LIST, LARGE_LIST, FIXED_LIST, LIST_VIEW, LARGE_LIST_VIEW -> children.size() == 1;
          case MAP ->
              children.size() == 1
                  && children.get(0).type() == PhysicalType.STRUCT
                  && children.get(0).children().size() == 2;
          case RUN_END ->
              children.size() == 2
                  && switch (children.get(0).type()) {
                    case INT16, INT32, INT64 -> true;
                    default -> false;
                  };
          case STRUCT, SPARSE_UNION, DENSE_UNION, UNKNOWN -> true;
          default -> children.isEmpty();
        };
    if (!childrenFit) {
      throw IpcFrame.damaged("impossible nesting of types");
    }
    return new ArrowField(
        name, type.physical(), field.nullable(), type.parameters(), sqlType, children);
  }
}
