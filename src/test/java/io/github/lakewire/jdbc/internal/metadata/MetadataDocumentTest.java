package io.github.lakewire.jdbc.internal.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lakewire.jdbc.TableDetails;
import io.github.lakewire.jdbc.internal.cursor.Cursors;
import io.github.lakewire.jdbc.internal.metadata.cache.SchemaCache;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The page of metadata: what each method asks the server for is what it was seen to ask for. {@code
 * -Ddocs.update} writes the page anew.
 */
class MetadataDocumentTest {
  private static final Path PAGE =
      Path.of(System.getProperty("lakewire.root", ".."), "src", "docs", "metadata.md");

  private static final Pattern VIEW = Pattern.compile("information_schema`?\\.(\\w+)");

  /** Calls a method. */
  private interface Call {
    void run(DatabaseMetaData metaData) throws SQLException;
  }

  /**
   * A line of the table.
   *
   * @param method with what it is asked for, where that matters
   */
  private record Line(String method, Call call, String remarks) {
    String name() {
      return method.replaceAll("\\W.*", "");
    }
  }

  private static final List<Line> LINES =
      List.of(
          line("getCatalogs", DatabaseMetaData::getCatalogs, ""),
          line(
              "getSchemas",
              of -> of.getSchemas("main", "s"),
              "Of all catalogs, the current one among them, when none is named."),
          line(
              "getTables",
              of -> of.getTables("main", "s", "t", null),
              "Managed, external, streaming and foreign tables are `TABLE`."),
          line("getTableTypes", DatabaseMetaData::getTableTypes, ""),
          line(
              "getColumns",
              of -> of.getColumns("main", "s", "t", null),
              "`COLUMN_DEF`, `IS_AUTOINCREMENT` and `IS_GENERATEDCOLUMN` come from"
                  + " `information_schema.columns`: one more request, when one of them is read"
                  + " first; it is kept for the schema."),
          line("getPrimaryKeys", of -> of.getPrimaryKeys("main", "s", "t"), ""),
          line("getImportedKeys", of -> of.getImportedKeys("main", "s", "t"), ""),
          line(
              "getExportedKeys",
              of -> of.getExportedKeys("main", "s", "t"),
              "Where the server does not have it, as the keys of a whole schema (below)."),
          line(
              "getCrossReference",
              of -> of.getCrossReference("main", "s", "t", "main", "s", "u"),
              ""),
          line(
              "getBestRowIdentifier",
              of ->
                  of.getBestRowIdentifier("main", "s", "t", DatabaseMetaData.bestRowSession, true),
              "The primary key: informational, nothing keeps it unique."),
          line(
              "getFunctions",
              of -> of.getFunctions("main", "s", "f"),
              "The users' functions, in their catalog and schema."),
          line(
              "getFunctions, all",
              of -> of.getFunctions(null, null, "%"),
              "Those of the language too, which belong to no catalog and no schema."),
          line(
              "getFunctionColumns",
              of -> of.getFunctionColumns("main", "s", "f", "%"),
              "Parameters, the value returned (position 0), columns of a table function."),
          line("getProcedures", of -> of.getProcedures("main", "s", "p"), ""),
          line("getProcedureColumns", of -> of.getProcedureColumns("main", "s", "p", "%"), ""),
          line(
              "getTablePrivileges",
              of -> of.getTablePrivileges("main", "s", "t"),
              "As far as the user may see them."),
          line(
              "getColumnPrivileges",
              of -> of.getColumnPrivileges("main", "s", "t", "%"),
              "SELECT, MODIFY and ALL PRIVILEGES of the table, for each of its columns."),
          line(
              "getPseudoColumns",
              of -> of.getPseudoColumns("main", "s", "t", "%"),
              "`_metadata`, of tables that consist of files."),
          line("getTypeInfo", DatabaseMetaData::getTypeInfo, ""),
          line("getClientInfoProperties", DatabaseMetaData::getClientInfoProperties, ""),
          line("getUserName", DatabaseMetaData::getUserName, "Once in the life of a connection."),
          line(
              "getDatabaseProductVersion",
              DatabaseMetaData::getDatabaseProductVersion,
              "Once in the life of a connection, for its two numbers too."));

  private static final List<Line> DETAILS =
      List.of(
          line(
              "viewText",
              of -> details(of).viewText("main", "s", "v"),
              "The query that a view was made of; its owner sees it."),
          line("tableProperties", of -> details(of).tableProperties("main", "s", "t"), ""),
          line("tableTags", of -> details(of).tableTags("main", "s", "t"), ""),
          line("columnTags", of -> details(of).columnTags("main", "s", "t"), ""));

  private static Line line(String method, Call call, String remarks) {
    return new Line(method, call, remarks);
  }

  private static TableDetails details(DatabaseMetaData of) throws SQLException {
    return of.unwrap(TableDetails.class);
  }

  @Test
  void pageSaysWhatEachMethodAsksFor() throws IOException, SQLException {
    String page = render();
    if (System.getProperty("docs.update") != null) {
      Files.writeString(PAGE, page);
    }
    assertEquals(page, Files.readString(PAGE), "run the test with -Ddocs.update to write " + PAGE);
  }

  /** Those that are not in the table are always empty, and say so on the page. */
  @Test
  void everyMethodThatReturnsRowsIsThere() {
    Set<String> named =
        LINES.stream().map(Line::name).collect(Collectors.toCollection(TreeSet::new));
    named.addAll(
        List.of(
            "getAttributes",
            "getIndexInfo",
            "getSuperTables",
            "getSuperTypes",
            "getUDTs",
            "getVersionColumns"));
    named.removeAll(List.of("getUserName", "getDatabaseProductVersion"));
    assertEquals(
        Arrays.stream(DatabaseMetaData.class.getMethods())
            .filter(method -> method.getReturnType() == ResultSet.class)
            .map(Method::getName)
            .collect(Collectors.toCollection(TreeSet::new)),
        named);
  }

  private static String render() throws SQLException {
    StringBuilder page =
        new StringBuilder(
            """
            # Metadata

            Written by `MetadataDocumentTest` from what the methods do; do not edit.

            What `DatabaseMetaData` asks the server for, and how often. The server's own metadata calls come
            first: they are fast, also on a busy warehouse. What they do not tell comes from the
            `information_schema` of the catalog, by one query, and only when it is asked for.

            | method | asks the server for | requests | remarks |
            |---|---|---|---|
            """);
    for (Line line : LINES) {
      page.append(row(line));
    }
    page.append(
        """

        Always empty, without a request, as Databricks has nothing of the kind: `getAttributes`,
        `getIndexInfo`, `getSuperTables`, `getSuperTypes`, `getUDTs` and `getVersionColumns`. All other
        methods answer from constants of the driver.

        ## More than JDBC has a place for

        `connection.getMetaData().unwrap(TableDetails.class)` has, of one table or view:

        | method | asks the server for | requests | remarks |
        |---|---|---|---|
        """);
    for (Line line : DETAILS) {
      page.append(row(line));
    }
    page.append(
        """

        ## Walking through schemas

        Tools walk through a schema table by table: columns, primary key, imported keys, for some the
        exported keys too. When a second table of a schema is asked for within seconds, the driver reads the
        schema at once: its columns by one call, its keys by one query of `information_schema` (two, where
        keys lead to other schemas). It answers the rest from that, and reads the schemas that follow at once too, until the tool pauses.

        | walk | requests, each table by itself | requests |
        |---|---|---|
        | 20 schemas of 50 tables of 20 columns | 3,042 | at most 120 |
        | 50 schemas of 200 tables of 20 columns | 30,102 | at most 300 |

        (`MetadataCostIT` counts them.)

        - What was read is kept for `metadataCache` seconds (10; 0 switches all of this off), and at most
          50,000 rows of it for a connection. A schema of more columns is not kept.
        - Where the schema cannot be read at once, each table is read by itself.
        - It is dropped by any statement of the connection that is not plainly a query or a change of rows,
          by `setCatalog`, `setSchema`, and the end of a pool's request. Changes made through other
          connections are seen after `metadataCache` seconds at the latest, and so are columns that a plain
          INSERT or MERGE adds by `schema.autoMerge`.
        - Each connection has its own: nothing is shared between users.

        ## Where something may not be read

        - A catalog or schema that the user may not use is left out where none was named, with a warning of
          the connection (`getWarnings`). One that was named is empty, or the server's error. Where the
          server refuses the whole call, there is one request for the catalogs and one for each of them.
        - Where there is no `information_schema` (`hive_metastore`, Spark, Hive), or the user may not read
          it, what comes from there is left out, with one warning for a connection.
        - While a transaction is open, what would need a request is refused with `25001`: the server would
          roll the transaction back ([transactions.md](transactions.md)). What is known already is told.
          Defaults and generated columns of a `getColumns` from before it are left out, with a warning.
        - Names that do not exist are no rows, never an error.
        - What could not be read is asked for again after `metadataCache` seconds, or when something has
          changed.

        ## Names and patterns

        - A catalog is a name, a schema, table, function or column mostly a pattern, as JDBC has it: `%`, `_`,
          and a backslash before either. Another backslash means itself. Null is any; "" is one without a
          name, so there are no rows. Case does not matter. Names come back as the server has them.
        - A pattern without `%` is as fast as a name, and matches also what `_` in it stands for.

        ## Memory

        Rows of `getColumns` are handed over table by table while the server still sends more, as long as it
        sends them in order: 200,000 columns need no more than 64 MB of heap, and the first comes before a
        fifth of the time has passed. Rows of the other methods are collected and sorted.
        """);
    return page.toString();
  }

  private static String row(Line line) throws SQLException {
    FakeContext context = new FakeContext();
    FakeMetadataReader server = new FakeMetadataReader();
    server.on(
        "primaryKeys",
        "TABLE_CAT",
        "main",
        "TABLE_SCHEM",
        "s",
        "TABLE_NAME",
        "t",
        "COLUMN_NAME",
        "id",
        "KEQ_SEQ",
        1);
    DatabaseMetaData metaData =
        new LakewireDatabaseMetaData(
            context, server, new SchemaCache(Duration.ofSeconds(10)), Cursors::rows);
    line.call().run(metaData);
    List<String> asked = new ArrayList<>();
    server.calls.forEach(call -> asked.add(nameOfCall(call)));
    server.queries.forEach(query -> asked.add(nameOfQuery(query)));
    if (context.usersAsked > 0) {
      asked.add("`SELECT current_user()`");
    }
    return "| `%s`%s | %s | %d | %s |%n"
        .formatted(
            line.name(),
            line.method().substring(line.name().length()),
            asked.isEmpty() ? "-" : String.join(", ", asked),
            asked.size(),
            line.remarks());
  }

  private static String nameOfCall(String call) {
    String name = call.substring(0, call.indexOf('('));
    return name.equals("version")
        ? "GetInfo"
        : "Get" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static String nameOfQuery(String sql) {
    Set<String> views = new TreeSet<>();
    Matcher matcher = VIEW.matcher(sql);
    while (matcher.find()) {
      views.add("`information_schema." + matcher.group(1) + "`");
    }
    return views.isEmpty()
        ? "`" + sql.replaceAll("(?<=TBLPROPERTIES|EXTENDED) .*", " …") + "`"
        : String.join(" with ", views);
  }
}
