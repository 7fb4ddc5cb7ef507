package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.column.ColumnReader;
import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.session.Operation;
import io.github.lakewire.jdbc.internal.session.Session;
import io.github.lakewire.jdbc.internal.sql.Identifiers;
import io.github.lakewire.jdbc.internal.sql.StatementKind;
import io.github.lakewire.jdbc.internal.sqlerror.ErrorBoundary;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.thrift.StatementRequest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The current catalog and schema. While they are known no request is sent. After a statement that
 * may have changed them the server is asked when they are needed. Thread-safe: after a change
 * between two steps the server is asked again.
 */
final class Namespace {
  /** Null is unknown, or after asking: the server has none. */
  private record Names(@Nullable String catalog, @Nullable String schema, boolean asked) {
    boolean isUnknown() {
      return catalog == null && schema == null;
    }

    /**
     * Whether a name is as the server spells it: it said so, or there is no other spelling. Of
     * others OpenSession and USE may have kept the spelling of the user, and "spark" stands for the
     * default catalog.
     */
    boolean spells(@Nullable String name) {
      return asked
          || (name != null
              && name.equals(name.toLowerCase(Locale.ROOT))
              && !name.equals(DEFAULT_CATALOG));
    }
  }

  /**
   * What ends the requests that come before a statement.
   *
   * @param deadline of the statement, which holds for all of them together
   * @param running is given each of them, to be cancelled
   */
  record Bounds(Deadline deadline, Consumer<Operation> running) {
    /** Zero is no limit of the user's. */
    static Bounds in(Duration atMost) {
      return new Bounds(Deadline.in(atMost), operation -> {});
    }
  }

  /** A name for whatever catalog is the default. */
  private static final String DEFAULT_CATALOG = "spark";

  /**
   * Catalog and schema may have changed. Not equal to the unknown ones that a session begins with.
   */
  private static final Names MOVED = new Names(null, null, false);

  /** The server did not name the catalog and schema at the beginning of the request. */
  private static final Names NOT_TOLD = new Names(null, null, false);

  private final LakewireConnection connection;
  private final CurrentSession session;
  private final Duration timeout;
  private final Names opened;
  private volatile Names names;

  /** How often {@link #names} were set, so that an answer does not overwrite what came after it. */
  private int changes;

  private volatile @Nullable Names atRequestStart;

  Namespace(LakewireConnection connection, CurrentSession session, Duration timeout) {
    this.connection = connection;
    this.session = session;
    this.timeout = timeout;
    this.opened = initial(session.get());
    this.names = opened;
  }

  private static Names initial(Session session) {
    return new Names(session.initialCatalog(), session.initialSchema(), false);
  }

  /**
   * To be called before a statement of the user is executed. When it may change catalog or schema
   * within a request while the present ones are not known, the server is asked first.
   */
  void beforeExecute(StatementKind kind, Bounds bounds) throws SQLException {
    Names start = atRequestStart;
    if (start == null || !start.isUnknown() || !kind.mayMoveNamespace()) {
      return;
    }
    // A new session is needed anyway, and has the same catalog and schema as this one had.
    if (start != MOVED && kind.mayLeaveState()) {
      return;
    }
    try {
      Names told = ask(bounds);
      atRequestStart = told.isUnknown() ? NOT_TOLD : told;
    } catch (SQLException e) {
      if (session.get().isClosed() || !isAnswer(e)) {
        throw e;
      }
      atRequestStart = NOT_TOLD;
    }
  }

  /** To be called after a statement of the user was executed, with or without success. */
  void afterExecute(StatementKind kind) {
    if (kind.mayMoveNamespace()) {
      set(MOVED);
    }
  }

  private synchronized void set(Names now) {
    names = now;
    changes++;
  }

  private synchronized int changes() {
    return changes;
  }

  private synchronized void answered(Names before, Names answer, int changesBefore) {
    if (changes != changesBefore) {
      return;
    }
    if (atRequestStart == before) {
      atRequestStart = answer;
    }
    set(answer);
  }

  @Nullable String catalog() throws SQLException {
    Names known = names;
    return isSettled(known, known.catalog())
        ? known.catalog()
        : ask(Bounds.in(Duration.ZERO)).catalog();
  }

  @Nullable String schema() throws SQLException {
    Names known = names;
    return isSettled(known, known.schema())
        ? known.schema()
        : ask(Bounds.in(Duration.ZERO)).schema();
  }

  /** Servers that may not be able to say a name's spelling are not asked for it. */
  private boolean isSettled(Names known, @Nullable String name) {
    return known.spells(name) || (name != null && !session.get().capabilities().catalogs());
  }

  void setCatalog(@Nullable String name) throws SQLException {
    String catalog = requireName(name);
    if (session.get().capabilities().catalogs() && !catalog.equals(names.catalog())) {
      connection.transactions().requireNone("USE CATALOG");
      String use = "USE CATALOG " + quoted(catalog);
      set(MOVED);
      execute(use);
      set(new Names(catalog, null, false));
    }
  }

  void setSchema(@Nullable String name) throws SQLException {
    String schema = requireName(name);
    Names known = names;
    if (!schema.equals(known.schema())) {
      connection.transactions().requireNone("USE SCHEMA");
      execute((session.get().capabilities().catalogs() ? "USE SCHEMA " : "USE ") + quoted(schema));
      set(new Names(known.catalog(), schema, false));
    }
  }

  private static String quoted(String name) throws SQLException {
    return ErrorBoundary.within(() -> Identifiers.quote(name));
  }

  private static String requireName(@Nullable String name) throws SQLException {
    if (name == null || name.isEmpty()) {
      throw SqlExceptions.invalidArgument("The name of the catalog or schema is empty");
    }
    return name;
  }

  void beginRequest() {
    atRequestStart = names;
  }

  /**
   * Sets catalog and schema back to those at the beginning of the request; false when they have
   * changed and those are not known.
   */
  boolean endRequest() throws SQLException {
    Names start = atRequestStart;
    Names now = names;
    if (start == null || start == now || (!now.isUnknown() && start.equals(now))) {
      return true;
    }
    if (start.catalog() != null) {
      setCatalog(start.catalog());
    }
    if (start.schema() != null) {
      setSchema(start.schema());
    }
    return !start.isUnknown();
  }

  /** Opens a new session in place of the one that there is, where the request began. */
  void renew(Deadline deadline) throws DriverException {
    Names start = atRequestStart;
    boolean asOpened = start == null || start.equals(opened);
    session.replace(asOpened ? null : start.catalog(), asOpened ? null : start.schema(), deadline);
    set(initial(session.get()));
  }

  /** The next {@link #endRequest} has nothing to go back to. */
  void forgetRequest() {
    atRequestStart = null;
  }

  private Names ask(Bounds bounds) throws SQLException {
    int changesBefore = changes();
    Names before = names;
    Names answer;
    try {
      List<@Nullable String> row = first("SELECT current_catalog(), current_schema()", bounds);
      answer =
          row.size() < 2 ? new Names(null, null, true) : new Names(row.get(0), row.get(1), true);
    } catch (SQLException e) {
      // Servers that are not Databricks may have no such functions; a broken connection is an
      // error.
      if (session.get().capabilities().catalogs() || session.get().isClosed() || !isAnswer(e)) {
        throw e;
      }
      String schema = schemaOnHive(bounds);
      answer = new Names(before.catalog(), schema == null ? before.schema() : schema, true);
    }
    answered(before, answer, changesBefore);
    return answer;
  }

  /** Hive has only the older function. */
  private @Nullable String schemaOnHive(Bounds bounds) throws SQLException {
    return valueIfAnswered("SELECT current_database()", bounds);
  }

  /**
   * Asks for the session's time zone; null when the server does not say.
   *
   * @param atMost zero is no limit of the user's
   */
  @Nullable String zone(Duration atMost) throws SQLException {
    return zone(Bounds.in(atMost));
  }

  @Nullable String zone(Bounds bounds) throws SQLException {
    return valueIfAnswered("SELECT current_timezone()", bounds);
  }

  /** Asks who the user is; null when the server does not say. */
  @Nullable String user() throws SQLException {
    return valueIfAnswered("SELECT current_user()", Bounds.in(Duration.ZERO));
  }

  private @Nullable String valueIfAnswered(String sql, Bounds bounds) throws SQLException {
    try {
      List<@Nullable String> row = first(sql, bounds);
      return row.isEmpty() ? null : row.get(0);
    } catch (SQLException e) {
      if (session.get().isClosed() || !isAnswer(e)) {
        throw e;
      }
      return null;
    }
  }

  /** Whether the server answered with an error, so that the statement had no effect. */
  static boolean isAnswer(SQLException e) {
    return e.getCause() instanceof DriverException exception
        && exception.kind() == DriverException.Kind.SERVER;
  }

  /** Runs a statement for its effect, within the time-out of the connection. */
  void execute(String sql) throws SQLException {
    execute(sql, Deadline.in(timeout));
  }

  void execute(String sql, Deadline deadline) throws SQLException {
    Operation operation = session.get().statement(StatementRequest.of(sql));
    try {
      operation.execute(deadline);
    } catch (DriverException | RuntimeException | Error e) {
      throw connection.failed(e);
    } finally {
      operation.close();
    }
  }

  /**
   * Runs a statement that has to come before one of the user's; its failure says that the user's
   * was not sent.
   */
  void prepare(String sql, Bounds bounds) throws SQLException {
    Operation operation = session.get().statement(StatementRequest.of(sql));
    bounds.running().accept(operation);
    try {
      operation.execute(Deadline.in(timeout).earliest(bounds.deadline()));
    } catch (DriverException e) {
      throw connection.failed(e.beforeExecution());
    } catch (RuntimeException | Error e) {
      throw connection.failed(e);
    } finally {
      operation.close();
    }
  }

  /**
   * Runs a query of the driver's own and returns its first row as text, empty when there is none.
   * Its failure tells nothing of a statement of the user's but that it was not sent.
   */
  private List<@Nullable String> first(String sql, Bounds bounds) throws SQLException {
    connection.transactions().beforeQuestion(bounds);
    Operation operation = session.get().statement(StatementRequest.of(sql));
    bounds.running().accept(operation);
    try {
      operation.execute(Deadline.in(timeout).earliest(bounds.deadline()));
      return operation.hasRows() ? firstRow(operation.openCursor()) : List.of();
    } catch (DriverException e) {
      throw connection.failed(e.beforeExecution());
    } catch (RuntimeException | Error e) {
      throw connection.failed(e);
    } finally {
      operation.close();
    }
  }

  private static List<@Nullable String> firstRow(RowCursor cursor) throws DriverException {
    List<@Nullable String> row = new ArrayList<>();
    try (cursor) {
      if (cursor.advance()) {
        for (int i = 0; i < cursor.schema().columns().size(); i++) {
          ColumnReader reader = cursor.reader(i);
          row.add(reader.isNull(cursor.row()) ? null : reader.getString(cursor.row()));
        }
      }
    }
    return row;
  }
}
