package io.github.lakewire.hibernate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.lakewire.jdbc.LakewireDataSource;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Currency;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TimeZoneColumn;
import org.hibernate.annotations.TimeZoneStorage;
import org.hibernate.annotations.TimeZoneStorageType;
import org.hibernate.type.NumericBooleanConverter;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.YesNoConverter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each Java type that Hibernate maps by itself comes back as it went, and null as null. */
class BasicTypesIT {
  private static LakewireDataSource source;
  private static final TimeZone ZONE = TimeZone.getDefault();
  private static SessionFactory factory;

  @BeforeAll
  static void makeTables() throws Exception {
    // It skips and repeats hours.
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
    source = TestWarehouse.schema("hib_basic_types");
    factory = TestFactory.build(source, "create-only", Map.of(), Sample.class);
    Sample full = sample();
    full.id = 1;
    Sample empty = new Sample();
    empty.id = 2;
    factory.inTransaction(
        session -> {
          session.persist(full);
          session.persist(empty);
        });
  }

  @AfterAll
  static void close() {
    TimeZone.setDefault(ZONE);
    factory.close();
  }

  @Test
  void valuesComeBackAsTheyWent() throws Exception {
    Sample expected = sample();
    Sample found = factory.fromSession(session -> session.find(Sample.class, 1L));
    for (Field field : Sample.class.getDeclaredFields()) {
      if (field.getName().equals("id")) {
        continue;
      }
      Object wanted = field.get(expected);
      Object value = field.get(found);
      assertNotNull(value, field.getName());
      if (wanted instanceof Object[] array) {
        assertArrayEquals(array, (Object[]) value, field.getName());
      } else if (wanted instanceof byte[] bytes) {
        assertArrayEquals(bytes, (byte[]) value, field.getName());
      } else if (wanted instanceof char[] chars) {
        assertArrayEquals(chars, (char[]) value, field.getName());
      } else if (wanted instanceof Calendar calendar) {
        assertEquals(calendar.getTimeInMillis(), ((Calendar) value).getTimeInMillis());
      } else {
        assertEquals(wanted, value, field.getName());
      }
    }
  }

  @Test
  void nullsComeBackAsNull() throws Exception {
    Sample found = factory.fromSession(session -> session.find(Sample.class, 2L));
    for (Field field : Sample.class.getDeclaredFields()) {
      if (!field.getType().isPrimitive()) {
        assertNull(field.get(found), field.getName());
      }
    }
  }

  @Test
  void eachAttributeFindsItsRow() {
    for (Field field : Sample.class.getDeclaredFields()) {
      String name = field.getName();
      if (name.equals("id") || name.equals("clobbed") || name.equals("calendar")) {
        continue;
      }
      assertEquals(List.of(1L), found(name, field), name);
    }
  }

  private static List<Long> found(String name, Field field) {
    return factory.fromSession(
        session -> {
          try {
            return session
                .createSelectionQuery(
                    "select s.id from Sample s where s.id < 3 and s." + name + " = ?1", Long.class)
                .setParameter(1, field.get(sample()))
                .getResultList();
          } catch (IllegalAccessException e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void valuesChange() {
    factory.inTransaction(
        session -> {
          Sample third = sample();
          third.id = 3;
          session.persist(third);
        });
    factory.inTransaction(
        session -> {
          Sample third = session.find(Sample.class, 3L);
          third.uuid = null;
          third.text = "other";
          third.dateTime = LocalDateTime.of(1, 1, 1, 0, 0);
        });
    Sample third = factory.fromSession(session -> session.find(Sample.class, 3L));
    assertNull(third.uuid);
    assertEquals("other", third.text);
    assertEquals(LocalDateTime.of(1, 1, 1, 0, 0), third.dateTime);
  }

  @Test
  void columnsHaveTheTypesOfDatabricks() throws Exception {
    Map<String, String> types = new HashMap<>();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("DESCRIBE TABLE sample")) {
      while (rows.next()) {
        types.put(rows.getString(1).toLowerCase(Locale.ROOT), rows.getString(2));
      }
    }
    Map<String, String> expected = new HashMap<>();
    for (String entry : COLUMN_TYPES.lines().toList()) {
      String[] parts = entry.strip().split("\\s+", 2);
      expected.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
    }
    for (Map.Entry<String, String> column : expected.entrySet()) {
      assertEquals(column.getValue(), types.get(column.getKey()), column.getKey());
    }
    types.keySet().removeAll(expected.keySet());
    assertEquals(Map.of(), types);
  }

  @Test
  void theSchemaToolFindsEachColumnAsItMadeIt() {
    TestFactory.build(source, "validate", Map.of(), Sample.class).close();
  }

  private static final String COLUMN_TYPES =
      """
      id           bigint
      primitive    boolean
      truth        boolean
      yes          string
      number       int
      tiny         tinyint
      small        smallint
      medium       int
      large        bigint
      huge         decimal(38,0)
      exact        decimal(38,2)
      money        decimal(12,4)
      single       float
      dbl          double
      letter       string
      text         string
      bounded      varchar(20)
      fixed        char(3)
      clobbed      string
      characters   string
      bytes        binary
      blobbed      binary
      uuid         string
      day          date
      time         string
      dateTime     timestamp_ntz
      instant      timestamp
      stored       timestamp
      withColumn   timestamp
      itsOffset    int
      auto         timestamp
      auto_tz      int
      normalized   timestamp_ntz
      zoned        timestamp
      offsetTime   string
      timestamp    timestamp_ntz
      sqlDay       date
      sqlTime      string
      calendar     timestamp_ntz
      duration     decimal(21,0)
      ordinal      tinyint
      named        string
      asEnum       string
      year         int
      zone         string
      offset       string
      currency     string
      locale       string
      timeZone     string
      url          string
      type         string
      period       binary
      """;

  private static Sample sample() {
    Sample sample = new Sample();
    sample.primitive = true;
    sample.truth = true;
    sample.yes = true;
    sample.number = true;
    sample.tiny = -128;
    sample.small = Short.MIN_VALUE;
    sample.medium = Integer.MIN_VALUE;
    sample.large = Long.MIN_VALUE;
    sample.huge = new BigInteger("9".repeat(38));
    sample.exact = new BigDecimal("-123456789012345678901234567890123456.78");
    sample.money = new BigDecimal("12345678.1234");
    sample.single = 0.1f;
    sample.dbl = Double.MIN_VALUE;
    sample.letter = '✓';
    sample.text = "Zoë's \"text\" \\ \n ✓ 𝄞 ? :x";
    sample.bounded = "twenty characters ok";
    sample.fixed = "abc";
    sample.clobbed = "x".repeat(100_000);
    sample.characters = new char[] {'a', '\'', '✓'};
    sample.bytes = new byte[] {0, -1, 39, 92};
    sample.blobbed = "✓".repeat(1000).getBytes(StandardCharsets.UTF_8);
    sample.uuid = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");
    sample.day = LocalDate.of(1500, 3, 1);
    sample.time = LocalTime.of(23, 59, 59, 123456000);
    // In Berlin there was no such time.
    sample.dateTime = LocalDateTime.parse("2024-03-31T02:30:00.123456");
    sample.instant = Instant.parse("2024-10-27T00:30:00.654321Z");
    sample.stored = OffsetDateTime.parse("2024-10-27T00:30:00.654321Z");
    sample.withColumn = OffsetDateTime.parse("2024-02-29T23:30:00.5-03:30");
    sample.auto = ZonedDateTime.parse("2024-02-29T23:30:00.5+05:45");
    sample.normalized =
        LocalDateTime.parse("2024-06-01T12:00:00.25")
            .atZone(ZoneId.systemDefault())
            .toOffsetDateTime();
    sample.zoned = ZonedDateTime.parse("2024-02-29T23:30:00.5Z");
    sample.offsetTime = OffsetTime.of(12, 34, 56, 789_000_001, ZoneOffset.UTC);
    sample.timestamp = java.sql.Timestamp.valueOf("2024-01-02 03:04:05.678901");
    sample.sqlDay = java.sql.Date.valueOf("2024-01-02");
    sample.sqlTime = java.sql.Time.valueOf("03:04:05");
    sample.calendar = new GregorianCalendar(2024, Calendar.JULY, 1, 12, 30, 15);
    sample.duration = Duration.ofDays(400).plusNanos(123456789);
    sample.ordinal = Color.BLUE;
    sample.named = Color.GREEN;
    sample.asEnum = Color.RED;
    sample.year = Year.of(2024);
    sample.zone = ZoneId.of("Europe/Rome");
    sample.offset = ZoneOffset.ofHoursMinutes(-3, -30);
    sample.currency = Currency.getInstance("EUR");
    sample.locale = Locale.GERMANY;
    sample.timeZone = TimeZone.getTimeZone("Asia/Kathmandu");
    try {
      sample.url = URI.create("https://example.org/a?b=c").toURL();
    } catch (java.net.MalformedURLException e) {
      throw new AssertionError(e);
    }
    sample.type = String.class;
    sample.period = Period.of(1, 2, 3);
    return sample;
  }

  enum Color {
    RED,
    GREEN,
    BLUE
  }

  /** One attribute of each type. */
  @Entity(name = "Sample")
  static class Sample {
    @Id long id;
    boolean primitive;
    Boolean truth;

    @jakarta.persistence.Convert(converter = YesNoConverter.class)
    Boolean yes;

    @jakarta.persistence.Convert(converter = NumericBooleanConverter.class)
    Boolean number;

    Byte tiny;
    Short small;
    Integer medium;
    Long large;
    BigInteger huge;
    BigDecimal exact;

    @Column(precision = 12, scale = 4)
    BigDecimal money;

    Float single;
    Double dbl;
    Character letter;
    String text;

    @Column(length = 20)
    String bounded;

    @Column(length = 3)
    @JdbcTypeCode(SqlTypes.CHAR)
    String fixed;

    @Lob String clobbed;
    char[] characters;
    byte[] bytes;
    @Lob byte[] blobbed;
    UUID uuid;
    LocalDate day;
    LocalTime time;
    LocalDateTime dateTime;
    Instant instant;
    OffsetDateTime stored;

    @TimeZoneStorage(TimeZoneStorageType.COLUMN)
    @TimeZoneColumn(name = "itsOffset")
    OffsetDateTime withColumn;

    @TimeZoneStorage(TimeZoneStorageType.AUTO)
    ZonedDateTime auto;

    @TimeZoneStorage(TimeZoneStorageType.NORMALIZE)
    OffsetDateTime normalized;

    ZonedDateTime zoned;
    OffsetTime offsetTime;
    java.sql.Timestamp timestamp;
    java.sql.Date sqlDay;
    java.sql.Time sqlTime;
    Calendar calendar;
    Duration duration;
    Color ordinal;

    @Enumerated(EnumType.STRING)
    Color named;

    @JdbcTypeCode(SqlTypes.NAMED_ENUM)
    Color asEnum;

    Year year;
    ZoneId zone;
    ZoneOffset offset;
    Currency currency;
    Locale locale;
    TimeZone timeZone;
    URL url;
    Class<?> type;
    Period period;
  }
}
