package io.github.lakewire.warehouse.internal.ddl;

import io.github.lakewire.warehouse.internal.catalog.NamedTable;
import io.github.lakewire.warehouse.internal.catalog.QualifiedName;
import io.github.lakewire.warehouse.internal.catalog.RefusedStatement;
import io.github.lakewire.warehouse.internal.catalog.Routine;
import io.github.lakewire.warehouse.internal.catalog.Schema;
import io.github.lakewire.warehouse.internal.catalog.StoredSchema;
import io.github.lakewire.warehouse.internal.catalog.ViewTable;
import io.github.lakewire.warehouse.internal.catalog.WarehouseCatalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.analysis.UnresolvedIdentifier;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.CreateView;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.connector.catalog.CatalogManager;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Statements on our catalogs that Spark cannot run: views, routines, tags and privileges. Table
 * functions are noted, not called; scalar functions are called through the catalog, and procedures
 * by {@link ProcedureCall}.
 */
public final class CatalogStatements {
  private static final String NAME = QualifiedName.PATTERN;
  private static final Pattern VIEW =
      compile(
          "CREATE\\s+(OR\\s+(?:REPLACE|REFRESH)\\s+)?(?:(MATERIALIZED)\\s+|(STREAMING)\\s+)?"
              + "(?:VIEW|TABLE)\\s+(IF\\s+NOT\\s+EXISTS\\s+)?"
              + "(.*)");
  private static final Pattern DROP_VIEW =
      compile("DROP\\s+(?:MATERIALIZED\\s+)?VIEW\\s+(IF\\s+EXISTS\\s+)?" + NAME);
  private static final Pattern ROUTINE =
      compile(
          "CREATE\\s+(OR\\s+REPLACE\\s+)?(FUNCTION|PROCEDURE)\\s+(IF\\s+NOT\\s+EXISTS\\s+)?"
              + NAME
              + "(\\s*\\(.*)");
  private static final Pattern DROP_ROUTINE =
      compile("DROP\\s+(FUNCTION|PROCEDURE)\\s+(IF\\s+EXISTS\\s+)?" + NAME);
  private static final Pattern SHOW_ROUTINES =
      compile(
          "SHOW\\s+(?:USER\\s+FUNCTIONS|(PROCEDURES))(?:\\s+(?:IN|FROM)\\s+"
              + NAME
              + ")?"
              + "(?:\\s+(?:LIKE\\s+)?['\"]([^'\"]*)['\"])?");
  private static final Pattern SHOW_VIEWS =
      compile(
          "SHOW\\s+VIEWS(?:\\s+(?:IN|FROM)\\s+"
              + NAME
              + ")?(?:\\s+(?:LIKE\\s+)?['\"]([^'\"]*)['\"])?");
  private static final Pattern SHOW_CREATE = compile("SHOW\\s+CREATE\\s+TABLE\\s+" + NAME);

  private static final Pattern USE_CATALOG = compile("SET\\s+CATALOG\\s+" + NAME);
  private static final Pattern DESCRIBE =
      compile("DESC(?:RIBE)?\\s+(FUNCTION|PROCEDURE)\\s+(?:EXTENDED\\s+)?" + NAME);

  private final SparkSession session;
  private final Map<Pattern, Function<Matcher, Optional<Listing>>> statements =
      new LinkedHashMap<>();

  /** Names are meant in the session's current catalog and schema. */
  public CatalogStatements(SparkSession session) {
    this.session = session;
    statements.put(ROUTINE, this::createRoutine);
    statements.put(DROP_ROUTINE, this::dropRoutine);
    statements.put(VIEW, this::createView);
    statements.put(DROP_VIEW, this::dropView);
    statements.put(SHOW_ROUTINES, this::showRoutines);
    statements.put(SHOW_VIEWS, this::showViews);
    statements.put(SHOW_CREATE, this::showCreate);
    statements.put(DESCRIBE, this::describe);
    statements.put(USE_CATALOG, this::checkUse);
    statements.putAll(new NoteStatements(session).statements());
  }

  static Pattern compile(String regex) {
    return Pattern.compile(
        "\\s*" + regex + "\\s*",
        Pattern.CASE_INSENSITIVE | Pattern.DOTALL | Pattern.UNICODE_CHARACTER_CLASS);
  }

  /** Runs a statement, when it is one of these. */
  public Optional<Listing> run(String sql) {
    for (Map.Entry<Pattern, Function<Matcher, Optional<Listing>>> statement :
        statements.entrySet()) {
      Matcher match = statement.getKey().matcher(sql);
      if (match.matches()) {
        return statement.getValue().apply(match);
      }
    }
    return Optional.empty();
  }

  private Optional<Listing> createView(Matcher match) {
    String type =
        match.group(2) != null
            ? "MATERIALIZED_VIEW"
            : match.group(3) != null ? "STREAMING_TABLE" : "VIEW";
    String tail = match.group(5);
    boolean isTable = match.group().matches("(?is)\\s*CREATE\\s+(OR\\s+REPLACE\\s+)?TABLE\\b.*");
    if (isTable) {
      return Optional.empty();
    }
    if (type.equals("STREAMING_TABLE")) {
      tail = tail.replaceAll("(?i)\\bSTREAM\\s+(?=[\\w`])", "");
    }
    String orReplace = match.group(1) == null ? "" : "OR REPLACE ";
    String ifNotExists = match.group(4) == null ? "" : "IF NOT EXISTS ";
    LogicalPlan plan;
    try {
      plan =
          session
              .sessionState()
              .sqlParser()
              .parsePlan("CREATE " + orReplace + "VIEW " + ifNotExists + tail);
    } catch (ParseException e) {
      return Optional.empty(); // Spark says where it is wrong
    }
    if (plan instanceof CreateView view && view.child() instanceof UnresolvedIdentifier child) {
      QualifiedName name = QualifiedName.of(session, quoted(child.nameParts()));
      return name.isOurs() ? Optional.of(create(name, type, view)) : Optional.empty();
    }
    return Optional.empty();
  }

  private static String quoted(scala.collection.immutable.Seq<String> parts) {
    List<String> quoted = new ArrayList<>();
    for (String part : scala.jdk.javaapi.CollectionConverters.asJava(parts)) {
      quoted.add("`" + part.replace("`", "``") + "`");
    }
    return String.join(".", quoted);
  }

  private Listing create(QualifiedName name, String type, CreateView view) {
    StoredSchema schema = name.storedSchema();
    if (schema.tables().containsKey(name.name()) && !view.replace()) {
      if (view.allowExisting()) {
        return Listing.none();
      }
      throw RefusedStatement.exists("VIEW", name);
    }
    CatalogManager current = session.sessionState().catalogManager();
    String catalog = current.currentCatalog().name();
    String namespace = String.join(".", current.currentNamespace());
    String query = view.originalText().get();
    StructType structure = ViewTable.run(session, query, catalog, namespace).schema();
    Map<String, String> properties =
        new HashMap<>(scala.jdk.javaapi.CollectionConverters.asJava(view.properties()));
    if (view.comment().isDefined()) {
      properties.put("comment", view.comment().get());
    }
    schema
        .tables()
        .put(
            name.name(),
            new ViewTable(
                name.catalog(),
                Identifier.of(new String[] {name.schema()}, name.name()),
                type,
                query,
                catalog,
                namespace,
                named(structure, view),
                properties));
    return Listing.none();
  }

  private static StructType named(StructType structure, CreateView view) {
    StructType named = new StructType();
    for (int i = 0; i < structure.size(); i++) {
      StructField field = structure.apply(i);
      if (i < view.userSpecifiedColumns().size()) {
        var given = view.userSpecifiedColumns().apply(i);
        field = new StructField(given._1(), field.dataType(), field.nullable(), Metadata.empty());
        field = given._2().isDefined() ? field.withComment(given._2().get()) : field;
      }
      named = named.add(field);
    }
    return named;
  }

  private Optional<Listing> dropView(Matcher match) {
    QualifiedName name = QualifiedName.of(session, match.group(2));
    if (!name.isOurs()) {
      return Optional.empty();
    }
    Map<String, NamedTable> tables = name.storedSchema().tables();
    if (tables.get(name.name()) instanceof ViewTable) {
      tables.remove(name.name());
      name.storage().notes().dropped(name.schema(), name.name());
    } else if (match.group(1) == null) {
      throw RefusedStatement.noTable(name);
    }
    return Optional.of(Listing.none());
  }

  private Optional<Listing> createRoutine(Matcher match) {
    QualifiedName name = QualifiedName.of(session, match.group(4));
    if (!name.isOurs()) {
      return Optional.empty();
    }
    Map<String, Routine> routines = name.storedSchema().routines();
    if (routines.containsKey(name.name()) && match.group(1) == null) {
      if (match.group(3) != null) {
        return Optional.of(Listing.none());
      }
      throw RefusedStatement.exists("ROUTINE", name);
    }
    boolean procedure = match.group(2).equalsIgnoreCase("PROCEDURE");
    try {
      Routine routine =
          new RoutineText(session.sessionState().sqlParser(), match.group(5))
              .read(name.name(), procedure);
      routines.put(name.name(), withResult(routine));
    } catch (ParseException e) {
      throw RefusedStatement.syntax(e.getMessage());
    }
    return Optional.of(Listing.none());
  }

  /** SQL says what it returns, where the statement does not. */
  private Routine withResult(Routine routine) {
    if (routine.procedure() || routine.isScalar() || routine.resultColumns() != null) {
      return routine;
    }
    StructType parameters = new StructType();
    for (Routine.Parameter parameter : routine.parameters()) {
      parameters = parameters.add(parameter.name(), parameter.type());
    }
    return routine.returning(
        session
            .createDataFrame(new ArrayList<>(), parameters)
            .selectExpr("(" + routine.body() + ") AS result")
            .schema()
            .apply(0)
            .dataType());
  }

  private Optional<Listing> dropRoutine(Matcher match) {
    QualifiedName name = QualifiedName.of(session, match.group(3));
    if (!name.isOurs()) {
      return Optional.empty();
    }
    boolean procedure = match.group(1).equalsIgnoreCase("PROCEDURE");
    Map<String, Routine> routines = name.storedSchema().routines();
    Routine found = routines.get(name.name());
    if (found != null && found.procedure() == procedure) {
      routines.remove(name.name());
      name.storage().notes().dropped(name.schema(), name.name());
    } else if (match.group(2) == null) {
      throw RefusedStatement.noRoutine(name);
    }
    return Optional.of(Listing.none());
  }

  /** SHOW PROCEDURES has columns of its own, not seen on a real server. */
  private Optional<Listing> showRoutines(Matcher match) {
    boolean procedures = match.group(1) != null;
    Optional<QualifiedName> place = place(match.group(2));
    return place.map(
        name -> {
          Pattern pattern = like(match.group(3));
          List<Object[]> rows = new ArrayList<>();
          for (Routine routine : schemaOf(name).routines().values()) {
            if (routine.procedure() != procedures || !pattern.matcher(routine.name()).matches()) {
              continue;
            }
            rows.add(
                procedures
                    ? new Object[] {name.catalog(), name.schema(), routine.name()}
                    : new Object[] {name.catalog() + "." + name.schema() + "." + routine.name()});
          }
          return Listing.of(
              procedures
                  ? "catalog STRING, namespace STRING, procedure_name STRING"
                  : "function STRING",
              rows);
        });
  }

  private Optional<Listing> showViews(Matcher match) {
    return place(match.group(1))
        .map(
            name -> {
              Pattern pattern = like(match.group(2));
              List<Object[]> rows = new ArrayList<>();
              Schema schema = schemaOf(name);
              for (String table : schema.tableNames()) {
                boolean view =
                    schema
                        .table(table)
                        .filter(found -> found.tableType().endsWith("VIEW"))
                        .isPresent();
                if (view && pattern.matcher(table).matches()) {
                  rows.add(new Object[] {name.schema(), table, false});
                }
              }
              return Listing.of("namespace STRING, viewName STRING, isTemporary BOOLEAN", rows);
            });
  }

  /** A schema that is named by its text, or the current one, when it is ours. */
  private Optional<QualifiedName> place(String schema) {
    String text = schema == null ? "x" : schema + ".x";
    return Optional.of(QualifiedName.of(session, text)).filter(QualifiedName::isOurs);
  }

  private static Schema schemaOf(QualifiedName name) {
    return name.storage()
        .schema(name.schema())
        .orElseThrow(() -> RefusedStatement.noSchema(name.catalog() + "." + name.schema()));
  }

  private static Pattern like(String text) {
    String regex = text == null ? ".*" : text.replace("%", ".*").replaceAll("(?<!\\.)\\*", ".*");
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  private Optional<Listing> showCreate(Matcher match) {
    QualifiedName name = QualifiedName.of(session, match.group(1));
    if (!name.isOurs()) {
      return Optional.empty();
    }
    return schemaOf(name)
        .table(name.name())
        .map(
            table ->
                Listing.of(
                    "createtab_stmt STRING",
                    List.<Object[]>of(new Object[] {new CreateTableText(name, table).sql()})));
  }

  private Optional<Listing> checkUse(Matcher match) {
    WarehouseCatalog.checkUse(QualifiedName.parts(session, match.group(1)).get(0));
    return Optional.empty();
  }

  /** Lines as Spark writes them of a function of its own. */
  private Optional<Listing> describe(Matcher match) {
    QualifiedName name = QualifiedName.of(session, match.group(2));
    Routine routine = name.isOurs() ? schemaOf(name).routines().get(name.name()) : null;
    if (routine == null) {
      return Optional.empty();
    }
    return Optional.of(
        Listing.of(
            match.group(1).equalsIgnoreCase("FUNCTION")
                ? "function_desc STRING"
                : "procedure_desc STRING",
            RoutineText.describe(name, routine).stream()
                .map(line -> new Object[] {line})
                .toList()));
  }
}
