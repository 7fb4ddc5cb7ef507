package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.testkit.StallingServer;
import io.github.lakewire.jdbc.testkit.StallingServer.Point;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A server that takes a request and never answers holds nobody longer than was agreed, wherever it
 * stalls and whatever ends the waiting; it hears that its operation is not wanted any more, and the
 * connection goes on, except after a network time-out, which closes it.
 */
@Timeout(60)
@Tag("long")
class StalledServerTest {
  /** For what should come at once, or within a second or two. */
  private static final long SOON_SECONDS = 9;

  /**
   * What the waiting thread gets: an SQLState, or "ends" for calls that never throw; "-" where the
   * two do not meet.
   */
  private static final String MATRIX =
      """
      at                cancel  query_timeout network_timeout interrupt close   abort   login_timeout
      open_session      -       -             -               57014     -       -       08001
      execute           57014   HYT00         08006           57014     08003   08003   -
      poll              57014   HYT00         08006           57014     08003   08003   -
      first_page        57014   HYT00         08006           57014     08003   08003   -
      columns           57014   HYT00         08006           57014     08003   08003   -
      next_page         57014   HYT00         08006           57014     08003   08003   -
      download_headers  57014   HYT00         08006           57014     08003   08003   -
      download_body     57014   HYT00         08006           57014     08003   08003   -
      renewal           57014   HYT00         08006           57014     08003   08003   -
      metadata          -       -             08006           57014     08003   08003   HYT00
      server_version    -       -             08006           57014     08003   08003   HYT00
      close_operation   ends    ends          ends            ends      ends    ends    -
      close_session     -       -             ends            ends      ends    ends    -
      """;

  private static final String INTERNAL = StalledServerTest.class.getPackageName() + ".internal.";

  private static final String SOCKETS = "sun.nio.ch.";
  private static final Set<String> JDK = Set.of("java.", "javax.", "jdk.", "sun.");

  private static final Set<Point> INSIDE_OF_EXECUTE =
      EnumSet.of(Point.EXECUTE, Point.POLL, Point.FIRST_PAGE, Point.COLUMNS);

  private static final Set<Point> WHILE_READING =
      EnumSet.of(Point.NEXT_PAGE, Point.DOWNLOAD_HEADERS, Point.DOWNLOAD_BODY, Point.RENEWAL);

  /** Where the operation has not ended by itself, or its rows are still wanted. */
  private static final Set<Point> TO_BE_CANCELLED =
      EnumSet.of(
          Point.POLL, Point.NEXT_PAGE, Point.DOWNLOAD_HEADERS, Point.DOWNLOAD_BODY, Point.RENEWAL);

  private static final Set<Point> WITHOUT_HANDLE =
      EnumSet.of(Point.EXECUTE, Point.METADATA, Point.SERVER_VERSION);

  enum Action {
    CANCEL,
    QUERY_TIMEOUT,
    NETWORK_TIMEOUT,
    INTERRUPT,
    CLOSE,
    ABORT,
    LOGIN_TIMEOUT
  }

  static List<Arguments> matrix() {
    List<String[]> lines = MATRIX.lines().map(line -> line.trim().split(" +")).toList();
    List<Arguments> cells = new ArrayList<>();
    for (String[] line : lines.subList(1, lines.size())) {
      for (int i = 1; i < line.length; i++) {
        if (!line[i].equals("-")) {
          cells.add(
              Arguments.of(
                  Point.valueOf(line[0].toUpperCase(Locale.ROOT)),
                  Action.valueOf(lines.get(0)[i].toUpperCase(Locale.ROOT)),
                  line[i]));
        }
      }
    }
    assertEquals(
        Arrays.asList(Point.values()),
        cells.stream().map(cell -> cell.get()[0]).distinct().toList(),
        "each point");
    return cells;
  }

  /** So that the time-outs of a second measure no class loading. */
  @BeforeAll
  static void warmUp() throws Exception {
    try (StallingServer server = new StallingServer(Point.CLOSE_SESSION)) {
      server.recover();
      try (Connection connection = server.connect("")) {
        assertUsable(connection);
      }
    }
  }

  @ParameterizedTest(name = "{0} / {1}")
  @MethodSource("matrix")
  void everyStallEndsInTimeWithItsState(Point point, Action action, String expected)
      throws Exception {
    try (StallingServer server = new StallingServer(point)) {
      if (point == Point.OPEN_SESSION) {
        Waiting waiting =
            new Waiting(
                () -> server.connect(action == Action.LOGIN_TIMEOUT ? ";loginTimeout=1" : ""));
        assertTrue(server.awaitStall());
        if (action == Action.INTERRUPT) {
          waiting.thread.interrupt();
        }
        waiting.check(expected, action);
        return;
      }
      try (Connection connection =
              server.connect(action == Action.LOGIN_TIMEOUT ? ";loginTimeout=2" : "");
          Statement statement = connection.createStatement()) {
        stall(server, new Cell(point, action, expected), connection, statement);
      }
    }
  }

  private record Cell(Point point, Action action, String expected) {
    boolean endsConnection() {
      return action == Action.CLOSE
          || action == Action.ABORT
          || point == Point.CLOSE_SESSION
          || expected.equals("08006");
    }
  }

  private static void stall(
      StallingServer server, Cell cell, Connection connection, Statement statement)
      throws Exception {
    Waiting waiting = new Waiting(call(cell, connection, statement));
    assertTrue(server.awaitStall());
    waiting.awaitWait();
    assertNoMonitorIsHeld(waiting);
    switch (cell.action()) {
      case CANCEL -> statement.cancel();
      case INTERRUPT -> waiting.thread.interrupt();
      case CLOSE -> connection.close();
      case ABORT -> connection.abort(Runnable::run);
      case QUERY_TIMEOUT, NETWORK_TIMEOUT, LOGIN_TIMEOUT -> {}
    }
    waiting.check(cell.expected(), cell.action());
    if (cell.endsConnection() && cell.action() != Action.ABORT) {
      assertTrue(server.methods().contains("CloseSession"), server.methods()::toString);
    }
    boolean told = cell.action() == Action.CANCEL || cell.action() == Action.QUERY_TIMEOUT;
    if (told && TO_BE_CANCELLED.contains(cell.point())) {
      // The thread that says so need not be the one that waits for rows.
      assertTrue(server.awaitCancel(), server.methods()::toString);
    }
    if (cell.endsConnection()) {
      assertTrue(connection.isClosed());
      assertTrue(statement.isClosed());
      SQLException e = assertThrows(SQLException.class, connection::createStatement);
      assertEquals("08003", e.getSQLState());
      List<String> before = server.methods();
      connection.close();
      assertEquals(before, server.methods(), "closing it again says nothing");
      return;
    }
    if (WHILE_READING.contains(cell.point())) {
      statement.close();
    }
    if (!WITHOUT_HANDLE.contains(cell.point())) {
      assertTrue(server.awaitCall("CloseOperation"), server.methods()::toString);
    }
    server.recover();
    connection.setNetworkTimeout(Runnable::run, 0);
    assertUsable(connection);
  }

  /** The call that will wait, up to where it waits. */
  private static Call call(Cell cell, Connection connection, Statement statement)
      throws SQLException {
    if (cell.action() == Action.QUERY_TIMEOUT) {
      statement.setQueryTimeout(1);
    }
    Call call;
    if (INSIDE_OF_EXECUTE.contains(cell.point())) {
      call = () -> statement.execute("SELECT id");
    } else if (cell.point() == Point.METADATA) {
      call = () -> connection.getMetaData().getCatalogs();
    } else if (cell.point() == Point.SERVER_VERSION) {
      call = () -> connection.getMetaData().getDatabaseProductVersion();
    } else if (cell.point() == Point.CLOSE_SESSION) {
      call = connection::close;
    } else {
      ResultSet rows = statement.executeQuery("SELECT id");
      // Before the first row, which has the next page asked for.
      setNetworkTimeout(cell, connection);
      if (cell.point() == Point.NEXT_PAGE) {
        assertTrue(rows.next());
        assertTrue(rows.next());
      }
      call = cell.point() == Point.CLOSE_OPERATION ? rows::close : rows::next;
    }
    setNetworkTimeout(cell, connection);
    return call;
  }

  private static void setNetworkTimeout(Cell cell, Connection connection) throws SQLException {
    if (cell.action() == Action.NETWORK_TIMEOUT) {
      connection.setNetworkTimeout(Runnable::run, 400);
    }
  }

  /**
   * Who waits with a monitor would pin a virtual thread before Java 24. The server has the request,
   * so that some thread of the driver reads, or is about to. Monitors of the JDK's own code are its
   * affair.
   */
  private static void assertNoMonitorIsHeld(Waiting call) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SOON_SECONDS);
    List<ThreadInfo> waiting;
    do {
      assertTrue(System.nanoTime() < end, "nobody reads what the server answers");
      waiting =
          Arrays.stream(ManagementFactory.getThreadMXBean().dumpAllThreads(true, false))
              .filter(thread -> runs(INTERNAL, thread.getStackTrace()))
              .filter(thread -> waits(thread.getThreadState(), thread.getStackTrace()))
              .toList();
    } while (!call.outcome.isDone()
        && waiting.stream().noneMatch(thread -> runs(SOCKETS, thread.getStackTrace())));
    for (ThreadInfo thread : waiting) {
      for (MonitorInfo monitor : thread.getLockedMonitors()) {
        String owner = monitor.getLockedStackFrame().getClassName();
        assertTrue(JDK.stream().anyMatch(owner::startsWith), thread::toString);
      }
    }
  }

  private static boolean waits(Thread.State state, StackTraceElement[] stack) {
    return state == Thread.State.WAITING
        || state == Thread.State.TIMED_WAITING
        || runs(SOCKETS, stack);
  }

  private static boolean runs(String packages, StackTraceElement[] stack) {
    return Arrays.stream(stack).anyMatch(frame -> frame.getClassName().startsWith(packages));
  }

  private static void assertUsable(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id")) {
      assertTrue(rows.next());
      assertEquals(41, rows.getLong(1));
    }
  }

  /** Something that will wait for the server. */
  private interface Call {
    void run() throws Exception;
  }

  /** A thread that waits. */
  private static final class Waiting {
    private final FutureTask<SQLException> outcome;
    private final Thread thread;
    private volatile boolean interrupted;

    Waiting(Call call) {
      outcome =
          new FutureTask<>(
              () -> {
                try {
                  call.run();
                  return null;
                } catch (SQLException e) {
                  return e;
                } finally {
                  interrupted = Thread.currentThread().isInterrupted();
                }
              });
      thread = new Thread(outcome, "waits for the server");
      thread.setDaemon(true);
      thread.start();
    }

    /** What is fetched ahead stalls perhaps before anybody wants it. */
    void awaitWait() {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SOON_SECONDS);
      while (!outcome.isDone() && !waits(thread.getState(), thread.getStackTrace())) {
        assertTrue(System.nanoTime() < end, "it waits for nothing");
        Thread.onSpinWait();
      }
    }

    void check(String expected, Action action) throws Exception {
      SQLException e = outcome.get(SOON_SECONDS, TimeUnit.SECONDS);
      assertEquals(action == Action.INTERRUPT, interrupted, "interrupted");
      if (expected.equals("ends")) {
        assertEquals(null, e);
        return;
      }
      assertNotNull(e, "the call ended as if all were well");
      assertEquals(expected, e.getSQLState(), e::toString);
      Class<? extends SQLException> type =
          switch (expected) {
            case "HYT00", "08001" -> SQLTimeoutException.class;
            case "08006" -> SQLTransientConnectionException.class;
            case "08003" -> SQLNonTransientConnectionException.class;
            default -> SQLException.class;
          };
      assertInstanceOf(type, e);
    }
  }

  /** One cell of the matrix, by itself. */
  @Test
  void interruptionEndsAStatementAndIsKept() throws Exception {
    everyStallEndsInTimeWithItsState(Point.EXECUTE, Action.INTERRUPT, "57014");
  }

  @Test
  void loginTimeoutOfADataSource() throws Exception {
    try (StallingServer server = new StallingServer(Point.OPEN_SESSION)) {
      LakewireDataSource source = new LakewireDataSource();
      source.setUrl(server.url());
      source.setLoginTimeout(1);
      new Waiting(source::getConnection).check("08001", Action.LOGIN_TIMEOUT);
    }
  }

  @Test
  void isValidIsNoWhenTheServerStalls() throws Exception {
    try (StallingServer server = new StallingServer(Point.SERVER_VERSION);
        Connection connection = server.connect("")) {
      assertFalse(connection.isValid(1));
    }
  }
}
