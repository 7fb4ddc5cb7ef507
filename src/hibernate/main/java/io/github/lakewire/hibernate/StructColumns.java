package io.github.lakewire.hibernate;

import java.util.stream.Collectors;
import org.hibernate.MappingException;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.Database;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.mapping.AggregateColumn;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.UserDefinedObjectType;
import org.jspecify.annotations.Nullable;

/** The types of columns with the fields of structs in the place of their names. */
final class StructColumns {
  private StructColumns() {}

  /** What stands behind the name of the column in a definition. */
  static String type(Column column, Metadata metadata) {
    String type = column.getSqlType(metadata);
    if (column instanceof AggregateColumn aggregate
        && aggregate.getComponent().getStructName() != null) {
      String name = aggregate.getComponent().getStructName().getObjectName().getText();
      UserDefinedObjectType fields = named(name, metadata.getDatabase());
      return type.equals(name) ? text(fields, metadata) : "array<" + text(fields, metadata) + ">";
    }
    return type;
  }

  static String text(UserDefinedObjectType type, Metadata metadata) {
    return type.getColumns().stream()
        .map(
            field ->
                field.getQuotedName(metadata.getDatabase().getDialect())
                    + ": "
                    + type(field, metadata))
        .collect(Collectors.joining(", ", "struct<", ">"));
  }

  static UserDefinedObjectType named(String name, Database database) {
    Identifier identifier = Identifier.toIdentifier(name);
    for (Namespace namespace : database.getNamespaces()) {
      @Nullable UserDefinedObjectType type = namespace.locateUserDefinedType(identifier);
      if (type != null) {
        return type;
      }
    }
    throw new MappingException("No struct has the name " + name);
  }
}
