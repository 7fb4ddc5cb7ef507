package io.github.lakewire.jdbc.internal.results.arrow;

import io.github.lakewire.jdbc.internal.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Type;
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

  private SchemaReader(int metadataLength) {
    // An honest field takes some 60 bytes; texts are written once each.
    fieldsLeft = metadataLength / 16;
    charactersLeft = 4L * metadataLength;
  }

  public static List<ArrowField> read(byte[] message) throws Fault {
    try {
      IpcFrame content = IpcFrame.next(new HeldBytes(message, 0, message.length));
      if (content == null || content.message().headerType() != MessageHeader.Schema) {
        throw IpcFrame.damaged("the schema is missing");
      }
      Schema schema = content.header(new Schema());
      if (schema.endianness() != Endianness.Little) {
        throw new Fault(Fault.Kind.UNSUPPORTED, "The server sent big-endian Arrow data");
      }
      return new SchemaReader(content.metadataLength()).fields(schema);
    } catch (RuntimeException e) {
      throw IpcFrame.damaged(e);
    }
  }

  private List<ArrowField> fields(Schema schema) throws Fault {
    List<ArrowField> fields = new ArrayList<>();
    for (int i = 0; i < schema.fieldsLength(); i++) {
      fields.add(field(schema.fields(i), 0));
    }
    return fields;
  }

  private ArrowField field(@Nullable Field field, int depth) throws Fault {
    if (field == null || --fieldsLeft < 0 || depth > MAX_DEPTH) {
      throw IpcFrame.damaged("impossible schema");
    }
    String name = text(field.name());
    if (field.dictionary() != null) {
      throw unsupported(name, "dictionary-encoded");
    }
    List<ArrowField> children = new ArrayList<>();
    for (int i = 0; i < field.childrenLength(); i++) {
      children.add(field(field.children(i), depth + 1));
    }
    return type(field, name, sqlType(field), children);
  }

  private @Nullable String sqlType(Field field) throws Fault {
    KeyValue entry = new KeyValue();
    for (int i = 0; i < field.customMetadataLength(); i++) {
      if (field.customMetadata(entry, i) != null && SQL_NAME.equals(text(entry.key()))) {
        return text(entry.value());
      }
    }
    return null;
  }

  private String text(@Nullable String text) throws Fault {
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
      Field field, String name, @Nullable String sqlType, List<ArrowField> children) throws Fault {
    TypeOfField type = TypeOfField.read(field);
    if (type == null) {
      throw unsupported(name, typeName(field.typeType()));
    }
    text(type.zone());
    boolean childrenFit =
        switch (type.physical()) {
          case LIST -> children.size() == 1;
          case MAP ->
              children.size() == 1
                  && children.get(0).type() == PhysicalType.STRUCT
                  && children.get(0).children().size() == 2;
          case STRUCT -> true;
          default -> children.isEmpty();
        };
    if (!childrenFit) {
      throw IpcFrame.damaged("impossible nesting of types");
    }
    return new ArrowField(
        name,
        type.physical(),
        field.nullable(),
        type.precision(),
        type.scale(),
        type.unitsPerSecond(),
        type.zone(),
        sqlType,
        children);
  }

  private static String typeName(byte code) {
    return code >= 0 && code < Type.names.length
        ? Type.name(code).toLowerCase(Locale.ROOT)
        : "number " + code;
  }

  private static Fault unsupported(String column, String type) {
    return new Fault(
        Fault.Kind.UNSUPPORTED,
        "Column '"
            + column
            + "' has an Arrow type that is not read ("
            + type
            + "); cast it to STRING in the query");
  }
}
