package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.testkit.ArrowBytes;
import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ResultFiles;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TColumn;
import io.github.lakewire.thrift.TExecuteStatementReq;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TFetchResultsReq;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TGetResultSetMetadataResp;
import io.github.lakewire.thrift.TOperationHandle;
import io.github.lakewire.thrift.TRowSet;
import io.github.lakewire.thrift.TSparkArrowBatch;
import io.github.lakewire.thrift.TSparkArrowResultLink;
import io.github.lakewire.thrift.TSparkRowSetType;
import io.github.lakewire.thrift.TStringColumn;
import io.github.lakewire.thrift.TTypeId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
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
 * No result holds more than {@code resultMemory}, whatever the size of its batches; one that is
 * larger is held alone. What is reachable is counted in a JVM of its own, which collects garbage
 * all the time.
 */
@Timeout(900)
@Tag("long")
class ResultMemoryTest {
  private static final int PAGE = 8;
  private static final int FILE = 20;

  /** What is not counted: the driver's own objects, and those of the JVM beside them. */
  private static final int NOT_COUNTED = 3;

  /**
   * A large batch is copied once, behind two blocks of 4 MB that came first; arrays are rounded.
   */
  private static final int BLOCKS = 10;

  private static final Schema LISTS =
      new Schema(
          List.of(
              new Field(
                  "c",
                  FieldType.nullable(ArrowType.List.INSTANCE),
                  List.of(Field.nullable("element", new ArrowType.Int(64, true))))));

  private final FakeThriftServer server = new FakeThriftServer();
  private final ResultFiles store = new ResultFiles();
  private final Map<String, Chunk> chunks = new ConcurrentHashMap<>();
  private final Map<Long, Answer> answers = new ConcurrentHashMap<>();
  private final AtomicLong operations = new AtomicLong(10);

  @TempDir private Path folder;

  private enum Form {
    PLAIN,
    LZ4,
    NESTED,
    COLUMNAR,
    PLAIN_FILES,
    FILES,
    VECTORS;

    boolean isFiles() {
      return this == PLAIN_FILES || this == FILES || this == VECTORS;
    }

    boolean isDecoded() {
      return this == LZ4 || this == NESTED || this == FILES || this == VECTORS;
    }
  }

  /** Results that are read side by side, each of chunks with batches of so many megabytes. */
  private record Read(Form form, List<Integer> megabytes, int results) {
    static Read alike(Form form, int megabytes) {
      return new Read(form, Collections.nCopies(4, megabytes), 1);
    }

    static Read parse(String sql) {
      String[] parts = sql.substring("SELECT ".length()).split(", ");
      List<Integer> sizes = Stream.of(parts[1].split(" ")).map(Integer::valueOf).toList();
      return new Read(Form.valueOf(parts[0]), sizes, Integer.parseInt(parts[2]));
    }

    String sql() {
      String sizes = megabytes.stream().map(String::valueOf).collect(Collectors.joining(" "));
      return "SELECT " + form + ", " + sizes + ", " + results;
    }
  }

  /** A page, or a file with its length before compression. */
  private record Chunk(TRowSet page, byte[] file, long fileLength, long rows, int sent) {}

  /** An open operation, and how many pages it has sent. */
  private record Answer(List<Chunk> chunks, AtomicInteger sent) {}

  @AfterEach
  void stop() throws Exception {
    server.close();
    store.close();
  }

  @Test
  void noBatchMakesAResultHoldMoreThanItMay() throws Exception {
    List<Integer> growing = List.of(1, 5, 10, 20, 40, 10, 1);
    List<Read> reads = new ArrayList<>();
    for (Form form : Form.values()) {
      reads.add(Read.alike(form, 1));
      reads.add(Read.alike(form, 40));
    }
    for (Form form : List.of(Form.PLAIN, Form.LZ4, Form.COLUMNAR, Form.FILES)) {
      reads.add(new Read(form, growing, 1));
    }
    check(32, reads);
    reads.clear();
    for (Form form : List.of(Form.PLAIN, Form.NESTED, Form.FILES, Form.VECTORS)) {
      reads.add(Read.alike(form, 20));
      reads.add(Read.alike(form, 40));
    }
    check(96, reads);
  }

  @Test
  void severalResultsHoldAsMuchEach() throws Exception {
    List<Read> reads = new ArrayList<>();
    for (Form form : List.of(Form.PLAIN, Form.LZ4, Form.COLUMNAR, Form.FILES)) {
      reads.add(new Read(form, List.of(1, 5, 10, 5), 3));
    }
    check(32, reads);
  }

  private void check(int memory, List<Read> reads) throws Exception {
    List<String> said = read(memory, reads.stream().map(Read::sql).toList());
    String all = memory + " MB:\n" + String.join("\n", said);
    assertEquals(reads.size(), said.size(), all);
    for (int i = 0; i < reads.size(); i++) {
      Read read = reads.get(i);
      String[] bytesAndRows = said.get(i).split(" ");
      long rows = 0;
      int alone = 0;
      for (int megabytes : read.megabytes) {
        Chunk chunk = chunk(read.form, megabytes);
        rows += chunk.rows;
        alone = Math.max(alone, chunk.sent + (read.form.isDecoded() ? megabytes + BLOCKS : 0));
      }
      assertEquals(rows * read.results, Long.parseLong(bytesAndRows[1]), read + " of " + all);
      int most = read.results * (Math.max(memory, alone) + NOT_COUNTED);
      assertTrue(
          Integer.parseInt(bytesAndRows[0]) <= most,
          () -> read + " is to hold " + most + "; " + all);
    }
  }

  /** Reads in another JVM; returns of each the megabytes that were reachable, and the rows. */
  private List<String> read(int memory, List<String> statements) throws Exception {
    server.on(
        "ExecuteStatement",
        call -> execute(Read.parse(((TExecuteStatementReq) call.request()).getStatement())));
    server.on("FetchResults", call -> fetch((TFetchResultsReq) call.request()));
    Path output = folder.resolve("output.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        // Otherwise the collector leaves some garbage where moving the rest is not worth it.
        List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:MarkSweepAlwaysCompactCount=1", "-cp"));
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(ResultMemoryReader.class.getName());
    command.add(server.url() + ";PWD=dapi-test;resultMemory=" + memory + "M");
    command.addAll(statements);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    // Whatever flags the build itself runs with are not for a bare JVM.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    Process process = builder.start();
    try {
      assertTrue(process.waitFor(400, TimeUnit.SECONDS), "hangs");
    } finally {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    return Files.readAllLines(output, StandardCharsets.UTF_8);
  }

  // ---- the server

  private TExecuteStatementResp execute(Read read) {
    long id = operations.incrementAndGet();
    List<Chunk> all = read.megabytes.stream().map(size -> chunk(read.form, size)).toList();
    Answer answer = new Answer(all, new AtomicInteger());
    answers.put(id, answer);
    TOperationHandle handle =
        ThriftResponses.handle().setOperationId(ThriftResponses.identifier(id, id));
    return ThriftResponses.complete(
            metadata(read.form), read.form.isFiles() ? links(all) : next(answer))
        .setOperationHandle(handle);
  }

  private TFetchResultsResp fetch(TFetchResultsReq request) {
    byte[] guid = request.getOperationHandle().getOperationId().getGuid();
    return next(answers.get(ByteBuffer.wrap(guid).getLong()));
  }

  private static TFetchResultsResp next(Answer answer) {
    int number = answer.sent.getAndIncrement();
    long start = answer.chunks.stream().limit(number).mapToLong(Chunk::rows).sum();
    return ThriftResponses.fetched(
        new TRowSet(answer.chunks.get(number).page).setStartRowOffset(start),
        number + 1 < answer.chunks.size());
  }

  private TFetchResultsResp links(List<Chunk> files) {
    List<TSparkArrowResultLink> links = new ArrayList<>();
    long row = 0;
    for (Chunk file : files) {
      links.add(ThriftResponses.link(store.stored(file.file), row, file.rows, file.fileLength));
      row += file.rows;
    }
    return ThriftResponses.links(links, false);
  }

  private static TGetResultSetMetadataResp metadata(Form form) {
    if (form == Form.COLUMNAR) {
      return ThriftResponses.metadata("c", TTypeId.STRING_TYPE);
    }
    boolean nested = form == Form.NESTED;
    return ThriftResponses.metadata("c", nested ? TTypeId.ARRAY_TYPE : TTypeId.BIGINT_TYPE)
        .setResultFormat(TSparkRowSetType.ARROW_BASED_SET)
        .setLz4Compressed(form.isDecoded())
        .setArrowSchema(ArrowBytes.schema(nested ? LISTS : ArrowBytes.IDS));
  }

  private Chunk chunk(Form form, int megabytes) {
    return chunks.computeIfAbsent(form + " " + megabytes, key -> encode(form, megabytes));
  }

  private static Chunk encode(Form form, int megabytes) {
    int count = Math.max(1, (form.isFiles() ? FILE : PAGE) / megabytes);
    TRowSet page = new TRowSet().setRows(List.of());
    if (form == Form.COLUMNAR) {
      List<String> cells = Collections.nCopies(megabytes * count * 16, "x".repeat(1 << 16));
      TStringColumn column = new TStringColumn().setValues(cells).setNulls(new byte[1]);
      page.setColumns(List.of(TColumn.stringVal(column)));
      return new Chunk(page, new byte[0], 0, cells.size(), megabytes * count);
    }
    int rows = form == Form.NESTED ? megabytes << 13 : megabytes << 17;
    byte[] batch = form == Form.NESTED ? lists(rows) : numbers(rows);
    if (form.isFiles()) {
      byte[] plain = ArrowBytes.file(ArrowBytes.IDS, Collections.nCopies(count, batch));
      byte[] file = form.isDecoded() ? ArrowBytes.lz4(plain) : plain;
      return new Chunk(page, file, plain.length, (long) rows * count, file.length >> 20);
    }
    byte[] sent = form.isDecoded() ? ArrowBytes.lz4(batch) : batch;
    page.setArrowBatches(
        Collections.nCopies(count, new TSparkArrowBatch().setBatch(sent).setRowCount(rows)));
    return new Chunk(page, new byte[0], 0, (long) rows * count, sent.length * count >> 20);
  }

  private static byte[] numbers(int rows) {
    Random random = new Random(rows);
    return ArrowBytes.ids(rows, row -> random.nextInt());
  }

  /** Lists of sixteen numbers. */
  private static byte[] lists(int rows) {
    Random random = new Random(rows);
    try (RootAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(LISTS, allocator)) {
      ListVector lists = (ListVector) root.getVector(0);
      BigIntVector elements = (BigIntVector) lists.getDataVector();
      elements.allocateNew(rows * 16);
      for (int row = 0; row < rows; row++) {
        lists.startNewValue(row);
        for (int i = 0; i < 16; i++) {
          elements.set(row * 16 + i, random.nextInt());
        }
        lists.endValue(row, 16);
      }
      elements.setValueCount(rows * 16);
      root.setRowCount(rows);
      return ArrowBytes.batch(root);
    }
  }
}
