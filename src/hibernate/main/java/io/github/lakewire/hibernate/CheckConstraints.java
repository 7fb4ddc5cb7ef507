package io.github.lakewire.hibernate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.CheckConstraint;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;

/** The CHECKs of a table, each a statement of its own with a name. */
final class CheckConstraints {
  private final Table table;
  private final String alter;
  private final Dialect dialect;

  CheckConstraints(Table table, String qualifiedName, Dialect dialect) {
    this.table = table;
    this.alter = "alter table " + qualifiedName + " add constraint ";
    this.dialect = dialect;
  }

  List<String> of(Column column) {
    return statements(column.getCheckConstraints(), "ck_" + column.getName());
  }

  List<String> ofTable() {
    // Not the name that a column of the same name gives.
    return statements(table.getChecks(), "ck__" + table.getName());
  }

  private List<String> statements(List<CheckConstraint> checks, String implicitName) {
    List<String> statements = new ArrayList<>();
    int unnamed = 0;
    for (CheckConstraint check : checks) {
      String name =
          check.isNamed() && !check.getName().isBlank()
              ? check.getName()
              : implicitName + (unnamed++ == 0 ? "" : "_" + unnamed);
      statements.add(
          String.format(
              Locale.ROOT,
              "%s%s check (%s)",
              alter,
              dialect.toQuotedIdentifier(name),
              check.getConstraint()));
    }
    return statements;
  }
}
