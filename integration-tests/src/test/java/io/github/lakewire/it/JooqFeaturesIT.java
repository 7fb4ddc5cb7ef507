package io.github.lakewire.it;

import static org.jooq.impl.DSL.abs;
import static org.jooq.impl.DSL.all;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.bitAnd;
import static org.jooq.impl.DSL.cast;
import static org.jooq.impl.DSL.ceil;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.day;
import static org.jooq.impl.DSL.dayOfYear;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.floor;
import static org.jooq.impl.DSL.generateSeries;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.hour;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.inlined;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.left;
import static org.jooq.impl.DSL.length;
import static org.jooq.impl.DSL.listAgg;
import static org.jooq.impl.DSL.localDateAdd;
import static org.jooq.impl.DSL.localDateDiff;
import static org.jooq.impl.DSL.localDateTimeAdd;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.lpad;
import static org.jooq.impl.DSL.minute;
import static org.jooq.impl.DSL.month;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.nullif;
import static org.jooq.impl.DSL.nvl2;
import static org.jooq.impl.DSL.orderBy;
import static org.jooq.impl.DSL.partitionBy;
import static org.jooq.impl.DSL.percentileCont;
import static org.jooq.impl.DSL.position;
import static org.jooq.impl.DSL.power;
import static org.jooq.impl.DSL.quarter;
import static org.jooq.impl.DSL.repeat;
import static org.jooq.impl.DSL.replace;
import static org.jooq.impl.DSL.right;
import static org.jooq.impl.DSL.round;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.rpad;
import static org.jooq.impl.DSL.second;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sign;
import static org.jooq.impl.DSL.substring;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.trim;
import static org.jooq.impl.DSL.trunc;
import static org.jooq.impl.DSL.unnest;
import static org.jooq.impl.DSL.upper;
import static org.jooq.impl.DSL.using;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.values;
import static org.jooq.impl.DSL.when;
import static org.jooq.impl.DSL.with;
import static org.jooq.impl.DSL.withRecursive;
import static org.jooq.impl.DSL.year;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.DatePart;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.conf.Settings;
import org.jooq.conf.StatementType;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.SQLDataType;
import org.jooq.types.DayToSecond;
import org.jooq.types.YearToMonth;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What jOOQ writes for Databricks with {@link JooqSetUp} gives what it gives on H2, for which jOOQ
 * has a dialect.
 */
@ExtendWith(SharedWarehouse.class)
class JooqFeaturesIT {
  private static final Table<Record> T = table(name("odd `name`"));
  private static final Field<Long> ID = field(name("id"), SQLDataType.BIGINT);
  private static final Field<String> S = field(name("some text"), SQLDataType.VARCHAR);
  private static final Field<BigDecimal> N = field(name("n"), SQLDataType.DECIMAL(12, 2));
  private static final Field<Boolean> B = field(name("b"), SQLDataType.BOOLEAN);
  private static final Field<LocalDate> D = field(name("d"), SQLDataType.LOCALDATE);
  private static final Field<LocalDateTime> TS = field(name("ts"), SQLDataType.LOCALDATETIME);
  private static final Field<byte[]> BIN = field(name("bin"), SQLDataType.VARBINARY);
  private static final Field<UUID> U = field(name("u"), SQLDataType.UUID);

  private static final LocalDate DAY = LocalDate.of(2020, 2, 29);
  private static final LocalDateTime CLOCK = LocalDateTime.of(2020, 2, 29, 1, 2, 3, 456_789_000);
  private static final Instant MOMENT = Instant.parse("2020-03-29T01:30:00.5Z");

  /** A database with the same rows as the other. */
  private record Database(DSLContext jooq, Field<Instant> moment, Field<Integer[]> integers) {

    void fill() {
      Field<?>[] all = {ID, S, N, B, D, TS, moment, BIN, integers, U};
      jooq.insertInto(T, all)
          .values(
              1L,
              "a'b\\c\"%_",
              new BigDecimal("12.34"),
              true,
              DAY,
              CLOCK,
              MOMENT,
              new byte[] {1, -1},
              new Integer[] {1, null, 3},
              new UUID(1, 2))
          .values(
              2L,
              "Straße ✓\n",
              new BigDecimal("-0.05"),
              false,
              DAY.plusDays(1),
              CLOCK.plusHours(1),
              MOMENT.plusMillis(1),
              new byte[0],
              new Integer[0],
              new UUID(3, 4))
          .values(3L, null, null, null, null, null, null, null, null, null)
          .values(
              4L,
              "",
              new BigDecimal("9999999999.99"),
              true,
              DAY.minusYears(120),
              CLOCK,
              MOMENT,
              new byte[] {0},
              new Integer[] {Integer.MIN_VALUE},
              new UUID(-1, -1))
          .values(5L, "aa", new BigDecimal("12.34"), false, DAY, CLOCK, MOMENT, null, null, null)
          .execute();
    }

    DSLContext inlined() {
      Configuration inlined = jooq.configuration().derive();
      inlined.set(
          org.jooq.conf.SettingsTools.clone(inlined.settings())
              .withStatementType(StatementType.STATIC_STATEMENT));
      return using(inlined);
    }
  }

  /** Something that gives the same on both. */
  @FunctionalInterface
  private interface Query {
    Object run(Database on);
  }

  private static OwnSchema schema;
  private static Connection connection;
  private static Connection oracle;
  private static Database databricks;
  private static Database h2;

  @BeforeAll
  static void fill(WarehouseProcess warehouse) throws SQLException {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    schema = OwnSchema.create(warehouse, "jooq_features");
    connection = schema.source().getConnection();
    databricks =
        new Database(
            using(JooqSetUp.configuration(connection)),
            field(name("tz"), JooqSetUp.TIMESTAMP),
            field(name("arr"), JooqSetUp.INTEGERS));
    oracle = DriverManager.getConnection("jdbc:h2:mem:jooq");
    h2 =
        new Database(
            using(new DefaultConfiguration().set(oracle).set(SQLDialect.H2).set(new Settings())),
            field(name("tz"), SQLDataType.INSTANT),
            field(name("arr"), SQLDataType.INTEGER.array()));
    databricks
        .jooq
        .createTable(T)
        .column(ID)
        .column(S, JooqSetUp.STRING)
        .columns(N, B, D)
        .column(TS, JooqSetUp.TIMESTAMP_NTZ)
        .columns(databricks.moment)
        .column(BIN, JooqSetUp.BINARY)
        .columns(databricks.integers)
        .column(U, JooqSetUp.STRING)
        .execute();
    h2.jooq.createTable(T).columns(ID, S, N, B, D, TS, h2.moment, BIN, h2.integers, U).execute();
    databricks.fill();
    h2.fill();
  }

  @AfterAll
  static void drop() throws SQLException {
    connection.close();
    oracle.close();
    schema.close();
  }

  static Stream<String> names() {
    return QUERIES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void givesTheSameAsOnH2(String name) {
    Query query = QUERIES.get(name);
    assertEquals(plain(query.run(h2)), plain(query.run(databricks)));
  }

  /** Values in lists; numbers without their type and scale, which are the database's to choose. */
  private static Object plain(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(JooqFeaturesIT::plain).toList();
    }
    if (value instanceof Record row) {
      return plain(Arrays.asList(row.intoArray()));
    }
    if (value instanceof Object[] array) {
      return plain(Arrays.asList(array));
    }
    if (value instanceof byte[] bytes) {
      return Arrays.toString(bytes);
    }
    return value instanceof Number number
        ? new BigDecimal(number.toString()).stripTrailingZeros()
        : String.valueOf(value);
  }

  private static final Map<String, Query> QUERIES = new LinkedHashMap<>();

  private static void query(String name, Query query) {
    QUERIES.put(name, query);
  }

  private static void value(String name, Field<?>... fields) {
    query(name, on -> on.jooq.select(fields).fetch());
    query(name + ", inlined", on -> on.inlined().select(fields).fetch());
  }

  private static void rows(String name, Select<?> select) {
    query(name, on -> on.jooq.fetch(select));
  }

  static {
    query(
        "all values",
        on ->
            on.jooq
                .select(ID, S, N, B, D, TS, on.moment, BIN, on.integers, U)
                .from(T)
                .orderBy(ID)
                .fetch());
    value("strings", val("a'b\\c\"\n✓%_"), val(""));
    value("booleans", val(true), val(false));
    value("numbers", val(new BigDecimal("-12.340")), val(Long.MIN_VALUE), val(1.5e300));
    value("dates", val(DAY), val(DAY.minusYears(100)));
    value("times", val(CLOCK), val(CLOCK.withNano(0)));
    value("binary", val(new byte[] {0, 1, -1}));
    query("moments", on -> on.jooq.select(val(MOMENT, on.moment)).fetch());
    query("moments, inlined", on -> on.inlined().select(val(MOMENT, on.moment)).fetch());
    query("arrays", on -> on.jooq.select(val(new Integer[] {1, null}, on.integers)).fetch());
    query(
        "arrays, inlined", on -> on.inlined().select(val(new Integer[] {1}, on.integers)).fetch());
    query(
        "moments compared",
        on -> on.jooq.select(ID).from(T).where(on.moment.gt(MOMENT)).orderBy(ID).fetch());
    query(
        "array of a list of values",
        on -> on.jooq.select(array(inline(1), inline(2)).cast(on.integers)).fetch().size());
    rows("conditions", select(ID).from(T).where(B.isTrue().or(condition(B))).orderBy(ID));
    rows("times compared", select(ID).from(T).where(TS.gt(CLOCK)).orderBy(ID));
    rows("binary compared", select(ID).from(T).where(BIN.eq(new byte[] {0})));
    rows("uuids compared", select(ID).from(T).where(U.eq(new UUID(3, 4))));
    rows("limit", select(ID).from(T).orderBy(ID).limit(2));
    rows("limit and offset", select(ID).from(T).orderBy(ID).limit(2).offset(2));
    rows("offset", select(ID).from(T).orderBy(ID).offset(3));
    rows("seek", select(ID).from(T).orderBy(ID).seek(2L).limit(2));
    rows("nulls first", select(S).from(T).orderBy(S.asc().nullsFirst()).limit(2));
    rows("nulls last", select(N).from(T).orderBy(N.desc().nullsLast()).limit(2));
    rows(
        "common table expression",
        with("x").as(select(ID).from(T)).select(count()).from(name("x")));
    rows(
        "recursion",
        withRecursive("r", "n")
            .as(
                select(inline(1))
                    .unionAll(
                        select(field(name("n"), Integer.class).plus(1))
                            .from(name("r"))
                            .where(field(name("n"), Integer.class).lt(5))))
            .select(sum(field(name("n"), Integer.class)))
            .from(name("r")));
    rows(
        "window functions",
        select(ID, rowNumber().over(orderBy(N.asc().nullsFirst(), ID)), sum(N).over(partitionBy(B)))
            .from(T)
            .orderBy(ID));
    rows(
        "listagg",
        select(listAgg(cast(ID, SQLDataType.VARCHAR), ",").withinGroupOrderBy(ID.desc())).from(T));
    rows("filter", select(count().filterWhere(S.isNotNull())).from(T));
    rows("count distinct", select(countDistinct(N)).from(T));
    rows("having", select(N).from(T).groupBy(N).having(count().gt(1)));
    rows("percentile", select(percentileCont(0.5).withinGroupOrderBy(ID)).from(T));
    rows("union", select(ID).from(T).where(ID.lt(3L)).union(select(ID).from(T)).orderBy(1));
    rows("except", select(ID).from(T).except(select(ID).from(T).where(ID.gt(2L))).orderBy(1));
    rows("intersect", select(ID).from(T).intersect(select(inline(2L))));
    rows("values", select().from(values(row(1, "a"), row(2, "b")).as("v", "x", "y")).orderBy(1));
    rows(
        "exists",
        select(ID)
            .from(T)
            .where(
                exists(
                    select(inline(1))
                        .from(T.as("o"))
                        .where(field(name("o", "id"), Long.class).eq(ID.plus(4)))))
            .orderBy(ID));
    rows(
        "join",
        select(field(name("a", "id")), field(name("b", "id")))
            .from(T.as("a"))
            .leftJoin(T.as("b"))
            .on(field(name("a", "id"), Long.class).eq(field(name("b", "id"), Long.class).plus(1)))
            .orderBy(1));
    rows("like with escape", select(ID).from(T).where(S.like("%!%!_", '!')));
    rows("like of a backslash", select(ID).from(T).where(S.contains("b\\c")));
    rows("starts with", select(ID).from(T).where(S.startsWith("a")).orderBy(ID));
    rows("like, ignoring case", select(ID).from(T).where(S.likeIgnoreCase("AA")));
    rows("in", select(ID).from(T).where(ID.in(1L, 3L)).orderBy(ID));
    rows("in an empty list", select(ID).from(T).where(ID.in(List.of())));
    rows("not in an empty list", select(count()).from(T).where(ID.notIn(List.of())));
    rows("in a query", select(ID).from(T).where(ID.in(select(ID.minus(1)).from(T))).orderBy(ID));
    rows("distinct from", select(ID).from(T).where(S.isDistinctFrom("aa")).orderBy(ID));
    rows("rows in", select(ID).from(T).where(row(ID, S).in(row(5L, "aa"), row(3L, "q"))));
    rows("between", select(ID).from(T).where(ID.between(2L, 3L)).orderBy(ID));
    rows(
        "case",
        select(when(B, "yes").when(B.isNull(), "unknown").otherwise("no")).from(T).orderBy(ID));
    value("concatenation", concat(val("a"), val("b"), val(1)), val("a").concat("b"));
    value("cast to text", cast(val(1), SQLDataType.VARCHAR), cast(val(1L), SQLDataType.CLOB));
    value("cast to a time", cast(val("2020-02-29 01:02:03"), SQLDataType.LOCALDATETIME));
    value(
        "cast to numbers",
        cast(val("1.5"), SQLDataType.DOUBLE),
        cast(val("7"), SQLDataType.INTEGER),
        cast(val("7.25"), SQLDataType.DECIMAL(5, 2)));
    value("months added", localDateAdd(val(LocalDate.of(2020, 1, 31)), 1, DatePart.MONTH));
    value("minutes added", localDateTimeAdd(val(CLOCK), 90, DatePart.MINUTE));
    value("days added", val(DAY).plus(2), val(DAY).minus(29));
    value(
        "days between",
        localDateDiff(val(LocalDate.of(2020, 3, 1)), val(LocalDate.of(2020, 2, 1))));
    value(
        "spans added",
        val(CLOCK).plus(DayToSecond.valueOf(Duration.ofHours(30))),
        val(CLOCK).minus(DayToSecond.valueOf(Duration.ofSeconds(61, 500_000_000))));
    value("months of a span added", val(CLOCK).plus(new YearToMonth(1, 2)));
    value(
        "parts of dates",
        year(val(DAY)),
        quarter(val(DAY)),
        month(val(DAY)),
        day(val(DAY)),
        dayOfYear(val(DAY)));
    value("parts of times", hour(val(CLOCK)), minute(val(CLOCK)), second(val(CLOCK)));
    value(
        "text functions",
        position("abcb", "b"),
        length("Straße"),
        substring(val("abcdef"), 2, 3),
        left("abc", 2),
        right("abc", 2),
        lpad(val("a"), 3, "x"),
        rpad(val("a"), 3, "x"),
        repeat("ab", 2),
        replace(val("aba"), "a", "c"),
        upper("ß✓a"),
        lower("ÄB"),
        trim("  x "));
    value(
        "rounding",
        round(val(2.456), 2),
        trunc(val(2.567), inline(1)),
        trunc(val(-2.567), inline(1)),
        floor(val(-1.5)),
        ceil(val(-1.5)));
    value(
        "arithmetic",
        bitAnd(6, 3),
        val(7).mod(4),
        power(val(2), 10),
        sign(val(-3)),
        abs(val(-3)),
        greatest(1, 3, 2),
        least(1, 3, 2),
        val(7).div(2));
    value(
        "nulls",
        coalesce(val((String) null), val("x")),
        nullif(val("a"), "a"),
        nvl2(val("a"), val(1), val(2)));
    query("fetchCount", on -> on.jooq.fetchCount(select(ID).from(T).where(ID.gt(3L))));
    query("fetchExists", on -> on.jooq.fetchExists(select(ID).from(T).where(ID.eq(3L))));
    query(
        "update",
        on ->
            on.jooq.update(T).set(S, "B").set(N, N.plus(1)).where(ID.eq(5L)).execute()
                + plain(on.jooq.select(S, N).from(T).where(ID.eq(5L)).fetch()).toString());
    query(
        "update from a query",
        on -> on.jooq.update(T).set(S, field(select(inline("z")))).where(ID.eq(5L)).execute());
    query("delete", on -> on.jooq.deleteFrom(T).where(ID.eq(5L).and(B.isFalse())).execute());
    query(
        "insert of a query",
        on ->
            on.jooq
                    .insertInto(T, ID, S)
                    .select(select(ID.plus(10), S).from(T).where(ID.le(2L)))
                    .execute()
                + plain(on.jooq.select(ID, S).from(T).orderBy(ID).fetch()).toString());
    query(
        "merge",
        on ->
            on.jooq
                    .mergeInto(T)
                    .using(
                        select(inline(1L).as("k"), inline("merged").as("v"))
                            .unionAll(select(inline(30L), inline("new")))
                            .asTable("q"))
                    .on(ID.eq(field(name("q", "k"), Long.class)))
                    .whenMatchedThenUpdate()
                    .set(S, field(name("q", "v"), String.class))
                    .whenNotMatchedThenInsert(ID, S)
                    .values(field(name("q", "k"), Long.class), field(name("q", "v"), String.class))
                    .execute()
                + plain(on.jooq.select(ID, S).from(T).orderBy(ID).fetch()).toString());
    query(
        "batch",
        on ->
            Arrays.toString(
                    on.jooq
                        .batch(on.jooq.insertInto(T, ID, S).values((Long) null, null))
                        .bind(40L, "x")
                        .bind(41L, null)
                        .execute())
                + plain(on.jooq.select(ID, S).from(T).where(ID.ge(40L)).orderBy(ID).fetch()));
  }

  /** They say so, at the server; the page tells what to write instead. */
  @ParameterizedTest
  @MethodSource("unsupported")
  void failsWhatDatabricksHasNot(String name) {
    assertThrows(DataAccessException.class, () -> UNSUPPORTED.get(name).run(databricks));
  }

  static Stream<String> unsupported() {
    return UNSUPPORTED.keySet().stream();
  }

  private static final Map<String, Query> UNSUPPORTED =
      Map.of(
          "on duplicate key",
              on ->
                  on.jooq.insertInto(T, ID).values(1L).onDuplicateKeyUpdate().set(S, "x").execute(),
          "for update", on -> on.jooq.select(ID).from(T).forUpdate().fetch(),
          "rows compared",
              on -> on.jooq.select(ID).from(T).where(row(ID, N).gt(1L, BigDecimal.ONE)).fetch(),
          "quantified comparison",
              on -> on.jooq.select(ID).from(T).where(ID.ge(all(select(ID).from(T)))).fetch(),
          "multiset", on -> on.jooq.select(multiset(select(ID).from(T))).fetch(),
          "unnest", on -> on.jooq.select().from(unnest(array(inline(1)))).fetch(),
          "generate_series", on -> on.jooq.select().from(generateSeries(1, 4)).fetch());
}
