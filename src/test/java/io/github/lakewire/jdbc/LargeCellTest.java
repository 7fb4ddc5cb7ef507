package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.testkit.ArrowBytes;
import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ResultFiles;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TBinaryColumn;
import io.github.lakewire.thrift.TColumn;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TPrimitiveTypeEntry;
import io.github.lakewire.thrift.TRowSet;
import io.github.lakewire.thrift.TSparkArrowBatch;
import io.github.lakewire.thrift.TSparkDirectResults;
import io.github.lakewire.thrift.TSparkRowSetType;
import io.github.lakewire.thrift.TStringColumn;
import io.github.lakewire.thrift.TTypeEntry;
import io.github.lakewire.thrift.TTypeId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cell larger than {@code resultMemory} is let in alone, in every form in which it may come, and
 * what the heap has no room for is an SQLException of class 53: never an Error, and never the end
 * of the connection. JVMs of their own, since only they have small heaps.
 */
@Timeout(600)
@Tag("long")
class LargeCellTest {
  private static final int MEGABYTES_50 = 50 << 20;

  private final ResultFiles files = new ResultFiles();
  private final List<FakeThriftServer> servers = new ArrayList<>();

  @TempDir private Path folder;

  private enum Form {
    INLINE,
    INLINE_LZ4,
    FILE,
    FILE_LZ4,
    COLUMNAR
  }

  private enum Type {
    BINARY(TTypeId.BINARY_TYPE, Field.nullable("c", ArrowType.Binary.INSTANCE)),
    STRING(TTypeId.STRING_TYPE, Field.nullable("c", ArrowType.Utf8.INSTANCE)),
    ARRAY(
        TTypeId.ARRAY_TYPE,
        new Field(
            "c",
            FieldType.nullable(ArrowType.List.INSTANCE),
            List.of(Field.nullable("element", ArrowType.Utf8.INSTANCE))));

    private final TTypeId thrift;
    private final Field arrow;

    Type(TTypeId thrift, Field arrow) {
      this.thrift = thrift;
      this.arrow = arrow;
    }
  }

  @AfterEach
  void stop() throws Exception {
    files.close();
    for (FakeThriftServer server : servers) {
      server.close();
    }
  }

  @Test
  void fiftyMegabytesAreReadWholeInHalfAGigabyte() throws Exception {
    byte[] cell = cell(MEGABYTES_50);
    String whole = LargeCellReader.sum(cell);
    List<String> cases = new ArrayList<>();
    for (Form form : Form.values()) {
      add(cases, form, Type.BINARY, cell, "");
    }
    add(cases, Form.INLINE_LZ4, Type.BINARY, cell, ";resultMemory=1M");
    add(cases, Form.FILE_LZ4, Type.STRING, cell, ";resultMemory=16M");
    add(cases, Form.COLUMNAR, Type.STRING, cell, ";resultMemory=16M");
    add(cases, Form.INLINE_LZ4, Type.ARRAY, cell, "");
    List<String> parameters = new ArrayList<>();
    addNamed(parameters, "parameters", Form.INLINE, Type.BINARY, cell(5), "");
    // Apart: what was read before must not decide whether the heap has one piece for a request.
    String said = read("512m", cases) + read("512m", parameters);
    for (String line : said.lines().toList()) {
      boolean right =
          line.endsWith(": " + whole)
              || line.endsWith("afterwards: 83")
              || line.endsWith(": ran")
              || line.equals("parameters batch: 53200")
              // An array is text as JSON, with brackets and quotes, and no bytes.
              || (line.startsWith("INLINE_LZ4_ARRAY")
                  && (line.contains(": " + (MEGABYTES_50 + 4) + " ") || line.contains(": 07006")));
      assertTrue(right, said);
    }
    assertEquals(cases.size() / 2 * 12 + 6, said.lines().count(), said);
  }

  @Test
  void whatTheHeapHasNoRoomForIsRefusedAndTheConnectionGoesOn() throws Exception {
    byte[] cell = cell(MEGABYTES_50);
    String whole = LargeCellReader.sum(cell);
    List<String> cases = new ArrayList<>();
    for (Form form : Form.values()) {
      add(cases, form, Type.BINARY, cell, "");
      addNamed(cases, form + "_arrow", form, Type.BINARY, cell, ";resultMemory=16M");
    }
    add(cases, Form.INLINE_LZ4, Type.STRING, cell, "");
    add(cases, Form.INLINE_LZ4, Type.ARRAY, cell, "");
    addNamed(cases, "parameters", Form.INLINE, Type.BINARY, cell("small".length()), "");
    for (String heap : List.of("64m", "256m")) {
      String said = read(heap, cases);
      List<String> lines = said.lines().toList();
      for (String line : lines) {
        boolean honest =
            line.endsWith(": " + whole)
                || line.endsWith(": ran")
                || line.endsWith(": 53200")
                || line.endsWith("afterwards: 83")
                || (line.startsWith("INLINE_LZ4_ARRAY")
                    && (line.contains(": " + (MEGABYTES_50 + 4) + " ")
                        || line.contains(": 07006")));
        assertTrue(honest, heap + ": " + line + "\n" + said);
      }
      assertEquals(
          cases.size() / 2, lines.stream().filter(l -> l.contains("afterwards: 83")).count(), said);
      assertTrue(lines.stream().anyMatch(line -> line.endsWith(": 53200")), said);
      if (!heap.equals("64m")) {
        assertTrue(lines.contains("INLINE_BINARY getBytes: " + whole), said);
      }
    }
  }

  private static byte[] cell(int length) {
    byte[] cell = new byte[length];
    Random random = new Random(16);
    random.nextBytes(cell);
    for (int i = 0; i < length; i++) {
      // Text that does not compress.
      cell[i] = (byte) ('0' + (cell[i] & 63));
      if (cell[i] == '\\') {
        cell[i] = 'p';
      }
    }
    return cell;
  }

  private void add(List<String> cases, Form form, Type type, byte[] cell, String options)
      throws IOException {
    addNamed(cases, form + "_" + type, form, type, cell, options);
  }

  private void addNamed(
      List<String> cases, String name, Form form, Type type, byte[] cell, String options)
      throws IOException {
    FakeThriftServer server = new FakeThriftServer();
    servers.add(server);
    AtomicInteger calls = new AtomicInteger();
    server.on(
        "ExecuteStatement",
        call -> {
          boolean large = calls.getAndIncrement() % 2 == 0 && !name.equals("parameters");
          return large ? response(form, type, cell) : ThriftResponses.ids();
        });
    cases.add(name);
    cases.add(server.url() + options);
  }

  private TExecuteStatementResp response(Form form, Type type, byte[] cell) {
    TExecuteStatementResp response = ThriftResponses.arrow(new byte[0], 0, false);
    TSparkDirectResults results = response.getDirectResults();
    boolean arrow = form != Form.COLUMNAR;
    results
        .getResultSetMetadata()
        .setResultFormat(
            form == Form.COLUMNAR
                ? TSparkRowSetType.COLUMN_BASED_SET
                : TSparkRowSetType.ARROW_BASED_SET)
        .setLz4Compressed(form == Form.INLINE_LZ4 || form == Form.FILE_LZ4);
    results
        .getResultSetMetadata()
        .getSchema()
        .getColumns()
        .get(0)
        .getTypeDesc()
        .setTypes(
            List.of(TTypeEntry.primitiveEntry(new TPrimitiveTypeEntry().setType(type.thrift))));
    Schema schema = new Schema(List.of(type.arrow));
    if (arrow) {
      results.getResultSetMetadata().setArrowSchema(ArrowBytes.schema(schema));
    } else {
      results.getResultSetMetadata().unsetArrowSchema();
    }
    TRowSet rows = new TRowSet().setStartRowOffset(0).setRows(List.of());
    switch (form) {
      case INLINE, INLINE_LZ4 -> {
        byte[] batch = batch(schema, cell);
        rows.setArrowBatches(
            List.of(
                new TSparkArrowBatch()
                    .setBatch(form == Form.INLINE ? batch : ArrowBytes.lz4(batch))
                    .setRowCount(1)));
      }
      case FILE, FILE_LZ4 -> {
        byte[] plain = ArrowBytes.file(schema, List.of(batch(schema, cell)));
        String url = files.stored(form == Form.FILE ? plain : ArrowBytes.lz4(plain));
        rows.setResultLinks(List.of(ThriftResponses.link(url, 0, 1, plain.length)));
        results.unsetCloseOperation();
      }
      case COLUMNAR ->
          rows.setColumns(
              List.of(
                  type == Type.BINARY
                      ? TColumn.binaryVal(
                          new TBinaryColumn()
                              .setValues(List.of(ByteBuffer.wrap(cell)))
                              .setNulls(new byte[1]))
                      : TColumn.stringVal(
                          new TStringColumn()
                              .setValues(List.of(new String(cell, StandardCharsets.ISO_8859_1)))
                              .setNulls(new byte[1]))));
    }
    results.getResultSet().setResults(rows);
    return response;
  }

  private static byte[] batch(Schema schema, byte[] cell) {
    try (RootAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
      FieldVector vector = root.getVector(0);
      if (vector instanceof ListVector list) {
        list.startNewValue(0);
        ((BaseVariableWidthVector) list.getDataVector()).setSafe(0, cell);
        list.endValue(0, 1);
      } else {
        ((BaseVariableWidthVector) vector).setSafe(0, cell);
      }
      root.setRowCount(1);
      return ArrowBytes.batch(root);
    }
  }

  private String read(String heap, List<String> cases) throws IOException, InterruptedException {
    Path output = folder.resolve("output" + heap + ".txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(LargeCellReader.class.getName());
    command.addAll(cases);
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    // Whatever flags the build itself runs with are not for a bare JVM.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    Process process = builder.start();
    try {
      assertTrue(process.waitFor(200, TimeUnit.SECONDS), "hangs");
    } finally {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    return Files.readString(output, StandardCharsets.UTF_8);
  }
}
