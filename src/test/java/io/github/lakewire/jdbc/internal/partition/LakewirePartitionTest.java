package io.github.lakewire.jdbc.internal.partition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.LinkSource;
import io.github.lakewire.jdbc.ResultPartition;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.cursor.Cursors;
import io.github.lakewire.jdbc.internal.cursor.ResultForm;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.thrift.OperationHandle;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.Nullability;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import io.github.lakewire.jdbc.internal.types.SqlType;
import io.github.lakewire.jdbc.testkit.ArrowBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class LakewirePartitionTest {
  private static final String URL = "https://store.example/file?X-Signature=deadbeef";

  private static ResultOrigin origin() throws Exception {
    byte[] handle = new byte[2 + 16 + 1 + 2 + 4 + 4 + 1];
    ByteBuffer.wrap(handle)
        .putShort((short) 16)
        .putLong(0x01f0123456789abcL)
        .putLong(0x8123456789abcdefL)
        .put((byte) 1)
        .putShort((short) 4)
        .putInt(0x5ec2e700)
        .putInt(0)
        .put((byte) 1);
    return new ResultOrigin(
        new ConnectionConfig.Endpoint("dbc.example", 443, true, "/sql/1.0/warehouses/a", Map.of()),
        true,
        OperationHandle.read(new DataInputStream(new ByteArrayInputStream(handle))),
        new ResultForm(
            new ResultSchema(
                List.of(
                    new ColumnInfo("id", SqlType.parse("BIGINT"), "the key", Nullability.UNKNOWN),
                    new ColumnInfo(
                        "tags", SqlType.parse("ARRAY<STRING>"), "", Nullability.UNKNOWN)),
                true),
            null,
            false),
        ZoneId.of("Europe/Berlin"));
  }

  private static LakewirePartition inFiles() throws Exception {
    return new LakewirePartition(
        origin(),
        3,
        new PartitionRows.InFiles(
            List.of(
                new Page.Link(
                    URL, Instant.parse("2026-01-01T00:15:00Z"), 7, 5, 99, Map.of("h", "secret1")),
                new Page.Link(URL, Instant.parse("2026-01-01T00:14:00Z"), 12, 5, 1, Map.of(), 2))));
  }

  private static LakewirePartition inline() throws Exception {
    return new LakewirePartition(
        origin(),
        0,
        new PartitionRows.Inline(
            4,
            List.of(
                new Page.Batches(
                    List.of(new Page.EncodedBatch(new byte[] {9, 1, 2, 3, 9}, 1, 3, 2))),
                new Page.Columns(
                    List.of(
                        new Page.ColumnValues(
                            Page.Kind.I32,
                            ByteBuffer.wrap(new byte[] {0, 0, 0, 1}),
                            1,
                            ByteBuffer.wrap(new byte[] {0}))),
                    1))));
  }

  @Test
  void bytesHaveAllOfAPartition() throws Exception {
    for (LakewirePartition partition : List.of(inFiles(), inline())) {
      byte[] bytes = partition.toBytes();
      LakewirePartition read = LakewirePartition.read(bytes);
      assertArrayEquals(bytes, read.toBytes());
      assertEquals(partition.toString(), read.toString());
      assertEquals(partition.linksExpireAt(), read.linksExpireAt());
      assertEquals(partition.origin().workspace(), read.origin().workspace());
      assertEquals(partition.origin().zone(), read.origin().zone());
      assertEquals(partition.origin().form().schema(), read.origin().form().schema());
    }
    assertEquals(inFiles().rows(), LakewirePartition.read(inFiles().toBytes()).rows());
    assertEquals(Instant.parse("2026-01-01T00:14:00Z"), inFiles().linksExpireAt());
    assertEquals(10, inFiles().rowCount());
    assertEquals(3, inline().rowCount());
  }

  @Test
  void eachDamagedByteIsNoticed() throws Exception {
    byte[] bytes = inFiles().toBytes();
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 0x10;
      DriverException refused =
          assertThrows(DriverException.class, () -> LakewirePartition.read(damaged));
      assertEquals("HY024", refused.sqlState());
    }
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThrows(DriverException.class, () -> LakewirePartition.read(cut));
    }
  }

  @Test
  void otherVersionIsNamed() throws Exception {
    byte[] bytes = inFiles().toBytes();
    bytes[4] = 7;
    DriverException refused =
        assertThrows(DriverException.class, () -> LakewirePartition.read(bytes));
    assertTrue(refused.getMessage().contains("version 7"), refused.getMessage());
  }

  @Test
  void contentThatMakesNoSenseIsRefusedWithoutMuchMemory() {
    byte[] bytes =
        FormWriter.write(
            0x4c575054,
            1,
            form -> {
              form.data().writeInt(Integer.MAX_VALUE);
              form.data().writeInt(0);
            });
    DriverException refused =
        assertThrows(DriverException.class, () -> LakewirePartition.read(bytes));
    assertEquals("HY024", refused.sqlState());
  }

  @Test
  void textHasNeitherLinksNorHandle() throws Exception {
    String text = inFiles() + " " + inFiles().rows();
    assertFalse(text.contains("store.example"), text);
    assertFalse(text.contains("secret1"), text);
    assertTrue(inFiles().toString().contains("rows 7 to 16"), text);
  }

  @Test
  void serialisedFormIsThatOfTheBytes() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
      objects.writeObject(inFiles());
    }
    byte[] serialised = out.toByteArray();
    try (ObjectInputStream objects = new ObjectInputStream(new ByteArrayInputStream(serialised))) {
      ResultPartition read = (ResultPartition) objects.readObject();
      assertArrayEquals(inFiles().toBytes(), read.toBytes());
    }
    serialised[serialised.length - 10] ^= 1;
    try (ObjectInputStream objects = new ObjectInputStream(new ByteArrayInputStream(serialised))) {
      assertThrows(InvalidObjectException.class, objects::readObject);
    }
  }

  @Test
  void inlineRowsStayWhatTheyAreHoweverOftenTheyAreRead() throws Exception {
    byte[] schema = ArrowBytes.schema(ArrowBytes.IDS);
    List<Page> pages = new ArrayList<>();
    for (int page = 0; page < 4; page++) {
      long first = page * 20_000L;
      byte[] batch = ArrowBytes.lz4(ArrowBytes.ids(20_000, row -> first + row));
      pages.add(new Page.Batches(List.of(new Page.EncodedBatch(batch, 0, batch.length, 20_000))));
    }
    LakewirePartition partition =
        new LakewirePartition(
            new ResultOrigin(
                origin().workspace(),
                true,
                origin().handle(),
                new ResultForm(Cursors.arrowSchema(schema), schema, true),
                null),
            0,
            new PartitionRows.Inline(0, pages));
    byte[] before = partition.toBytes();
    for (int reading = 0; reading < 3; reading++) {
      try (ResultSet rows = partition.open(LinkSource.NONE)) {
        for (long i = 0; i < 80_000; i++) {
          assertTrue(rows.next());
          assertEquals(i, rows.getLong(1));
        }
        assertFalse(rows.next());
      }
    }
    assertArrayEquals(before, partition.toBytes());
  }

  @Test
  void partitionIsNotRenewedAtAnotherWorkspace() throws Exception {
    for (String other :
        List.of(
            "jdbc:databricks://other.example:443;httpPath=/sql/1.0/warehouses/a",
            "jdbc:databricks://dbc.example:444;httpPath=/sql/1.0/warehouses/a",
            "jdbc:databricks://dbc.example:443;httpPath=/sql/1.0/warehouses/b")) {
      Properties properties = new Properties();
      properties.setProperty("token", "dapi-not-to-be-sent");
      LinkSource links = WorkspaceLinks.of(other, properties);
      SQLException refused = assertThrows(SQLException.class, () -> inFiles().open(links));
      assertEquals("HY024", refused.getSQLState(), refused.getMessage());
      assertFalse(refused.getMessage().contains("dapi"), refused.getMessage());
    }
  }

  @Test
  void expiredPartitionThatNothingRenewsSaysSo() throws Exception {
    LakewirePartition partition =
        new LakewirePartition(
            origin(), 0, ((PartitionRows.InFiles) inFiles().rows()).withoutLinks());
    byte[] schema = ArrowBytes.schema(ArrowBytes.IDS);
    ResultForm arrow = new ResultForm(Cursors.arrowSchema(schema), schema, false);
    LakewirePartition readable =
        new LakewirePartition(
            new ResultOrigin(
                partition.origin().workspace(), true, partition.origin().handle(), arrow, null),
            0,
            partition.rows());
    try (ResultSet rows = readable.open(LinkSource.NONE)) {
      SQLException expired = assertThrows(SQLException.class, rows::next);
      assertEquals("24000", expired.getSQLState(), expired.getMessage());
      assertTrue(expired.getMessage().contains("expired"), expired.getMessage());
    }
    SQLException own = new SQLException("mine", "99999");
    try (ResultSet rows =
        readable.open(
            request -> {
              throw own;
            })) {
      assertEquals(own, assertThrows(SQLException.class, rows::next));
    }
  }
}
