package io.github.lakewire.warehouse.internal;

import io.github.lakewire.thrift.TExecuteStatementReq;
import io.github.lakewire.thrift.TSparkArrowTypes;
import io.github.lakewire.warehouse.internal.catalog.WriteCounts;
import io.github.lakewire.warehouse.internal.ddl.CatalogStatements;
import io.github.lakewire.warehouse.internal.ddl.Listing;
import io.github.lakewire.warehouse.internal.ddl.ProcedureCall;
import io.github.lakewire.warehouse.internal.results.CloudFiles;
import io.github.lakewire.warehouse.internal.results.FileStore;
import io.github.lakewire.warehouse.internal.results.InlineResult;
import io.github.lakewire.warehouse.internal.results.ResultColumns;
import io.github.lakewire.warehouse.internal.results.ResultFormat;
import io.github.lakewire.warehouse.internal.results.RowStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/** Runs one statement on a thread of its own and decides how the result goes out. */
final class StatementExecution implements Runnable {
  private static final long SMALLEST_FILE = 64 * 1024;

  private final WarehouseOperation operation;
  private final TExecuteStatementReq request;
  private final WarehouseOptions options;
  private final FileStore store;
  private final Path folder;
  private final VolumeAnswers volumes;

  StatementExecution(
      WarehouseOperation operation,
      TExecuteStatementReq request,
      WarehouseOptions options,
      FileStore store,
      Path folder,
      VolumeAnswers volumes) {
    this.operation = operation;
    this.request = request;
    this.options = options;
    this.store = store;
    this.folder = folder;
    this.volumes = volumes;
  }

  @Override
  public void run() {
    SparkSession session = operation.session().spark();
    String jobGroup = operation.id().toString();
    SparkContext context = session.sparkContext();
    Thread runner = Thread.currentThread();
    Map<String, Option<String>> overlaid = new LinkedHashMap<>();
    try {
      Thread.sleep(options.pending().toMillis());
      operation.running(
          () -> {
            context.cancelJobGroupAndFutureJobs(jobGroup);
            runner.interrupt();
          });
      org.apache.spark.sql.SparkSession.setActiveSession(session);
      context.setJobGroup(jobGroup, request.getStatement(), true);
      if (request.getConfOverlay() != null) {
        request
            .getConfOverlay()
            .forEach(
                (key, value) -> {
                  overlaid.put(key, session.conf().getOption(key));
                  session.conf().set(key, value);
                });
      }
      execute(session, context, jobGroup);
    } catch (Throwable problem) { // becomes the state of the operation
      operation.fail(Failure.of(problem));
    } finally {
      overlaid.forEach(
          (key, value) -> {
            if (value.isDefined()) {
              session.conf().set(key, value.get());
            } else {
              session.conf().unset(key);
            }
          });
      context.clearJobGroup();
      org.apache.spark.sql.SparkSession.clearActiveSession();
    }
  }

  private void execute(SparkSession session, SparkContext context, String jobGroup)
      throws Throwable {
    SessionTransaction transaction = operation.session().transaction();
    Optional<Listing> control = transaction.control(request.getStatement());
    if (control.isPresent()) {
      list(control.get());
      return;
    }
    SessionTransaction.Part part = transaction.join(request.getStatement(), jobGroup);
    try {
      execute(session, context, jobGroup, part);
    } finally {
      part.end();
    }
  }

  private void execute(
      SparkSession session, SparkContext context, String jobGroup, SessionTransaction.Part part)
      throws Throwable {
    String sql = Dialect.toSpark(SessionTransaction.withoutAtomic(request.getStatement()));
    Optional<Listing> ours = new CatalogStatements(session).run(sql);
    if (ours.isPresent()) {
      list(ours.get());
      return;
    }
    String zone = operation.session().zone();
    if (request.isSetBatchParameters()) {
      batch(session, sql, zone, jobGroup);
      return;
    }
    Optional<VolumeAnswers.Answer> ofVolume = volumes.run(sql);
    if (ofVolume.isPresent()) {
      answer(ofVolume.get(), zone);
      return;
    }
    Optional<Dataset<Row>> called =
        new ProcedureCall(
                session, query -> Parameters.run(session, query, request.getParameters(), zone))
            .run(sql);
    Dialect.Kind kind = called.isPresent() ? Dialect.Kind.OTHER : kindOf(session, sql);
    Dataset<Row> data =
        called.isPresent()
            ? called.get()
            : Parameters.run(session, sql, request.getParameters(), zone);
    part.done();
    WriteCounts counts = WriteCounts.take(jobGroup);
    switch (kind) {
      case INSERT ->
          counted(
              zone,
              new long[] {counts.affected(), counts.inserted()},
              "num_affected_rows",
              "num_inserted_rows");
      case UPDATE_OR_DELETE -> counted(zone, new long[] {counts.affected()}, "num_affected_rows");
      case MERGE ->
          counted(
              zone,
              new long[] {counts.affected(), counts.updated(), counts.deleted(), counts.inserted()},
              "num_affected_rows",
              "num_updated_rows",
              "num_deleted_rows",
              "num_inserted_rows");
      default -> {
        if (data.schema().isEmpty()) {
          list(new Listing(data.schema(), List.of()));
        } else {
          query(data, context, jobGroup, zone);
        }
      }
    }
  }

  /**
   * An INSERT with several sets of parameters: one write, and a row with the counts of each set.
   */
  private void batch(SparkSession session, String sql, String zone, String jobGroup)
      throws Throwable {
    session.sql(BatchedInsert.of(sql, request.getBatchParameters(), zone));
    WriteCounts.take(jobGroup);
    StructType schema =
        new StructType()
            .add("num_affected_rows", DataTypes.LongType)
            .add("num_inserted_rows", DataTypes.LongType);
    int sets = request.getBatchParametersSize();
    InternalRow one = new GenericInternalRow(new Object[] {1L, 1L});
    finish(columns(schema), RowStream.of(Collections.nCopies(sets, one)), zone, (long) sets);
  }

  private void answer(VolumeAnswers.Answer answer, String zone) throws Throwable {
    ResultFormat rows = format(columns(answer.schema()), RowStream.of(answer.rows()), zone);
    operation.finish(answer.staging() ? new VolumeAnswers.Staging(rows) : rows, null);
  }

  private void list(Listing listing) throws Throwable {
    StructType schema =
        listing.schema().isEmpty()
            ? new StructType().add("Result", DataTypes.StringType)
            : listing.schema();
    finish(columns(schema), RowStream.of(listing.rows()), operation.session().zone(), null);
  }

  private Dialect.Kind kindOf(SparkSession session, String sql)
      throws org.apache.spark.sql.catalyst.parser.ParseException {
    if (request.getParameters() != null && !request.getParameters().isEmpty()) {
      // A marker may stand where only a value can be parsed; writes have them in expressions.
      try {
        return Dialect.kindOf(session.sessionState().sqlParser().parsePlan(sql));
      } catch (org.apache.spark.sql.catalyst.parser.ParseException e) {
        return Dialect.Kind.OTHER;
      }
    }
    LogicalPlan parsed = session.sessionState().sqlParser().parsePlan(sql);
    return Dialect.kindOf(parsed);
  }

  private void counted(String zone, long[] counts, String... names) throws Throwable {
    StructType schema = new StructType();
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      schema = schema.add(names[i], DataTypes.LongType);
      values.add(counts[i]);
    }
    InternalRow row = new GenericInternalRow(values.toArray());
    finish(columns(schema), RowStream.of(List.of(row)), zone, counts[0]);
  }

  private void query(Dataset<Row> data, SparkContext context, String jobGroup, String zone)
      throws Throwable {
    long limit = request.isSetResultRowLimit() ? request.getResultRowLimit() : Long.MAX_VALUE;
    ResultColumns columns = columns(data.schema());
    RowStream rows =
        RowStream.start(
            context, data.queryExecution().toRdd(), jobGroup, limit <= 0 ? Long.MAX_VALUE : limit);
    if (operation.reading(rows)) {
      finish(columns, rows, zone, null);
    }
  }

  private void finish(ResultColumns columns, RowStream rows, String zone, Long modified)
      throws Throwable {
    operation.finish(format(columns, rows, zone), modified);
  }

  private ResultFormat format(ResultColumns columns, RowStream rows, String zone) throws Throwable {
    boolean lz4 = request.isCanDecompressLZ4Result();
    if (!request.isCanReadArrowResult()) {
      rows.hasNext();
      return InlineResult.columnar(columns, rows, zone);
    }
    if (!request.isCanDownloadResult() || rows.endsWithin(options.cloudFetchBytes())) {
      rows.hasNext();
      return InlineResult.arrow(columns, rows, zone, lz4);
    }
    long size =
        request.isSetMaxBytesPerFile() && request.getMaxBytesPerFile() > 0
            ? Math.max(SMALLEST_FILE, request.getMaxBytesPerFile())
            : options.bytesPerFile();
    CloudFiles files = CloudFiles.start(columns, rows, zone, lz4, size, folder, store);
    files.awaitFirst();
    return files;
  }

  private ResultColumns columns(StructType schema) {
    TSparkArrowTypes flags =
        request.isSetUseArrowNativeTypes()
            ? request.getUseArrowNativeTypes()
            : new TSparkArrowTypes();
    return ResultColumns.of(schema, flags);
  }
}
