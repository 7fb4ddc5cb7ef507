package io.github.lakewire.jdbc.internal.partition;

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
import java.io.IOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A partition as bytes. A change of what is written here is another version: processes of one job
 * may run different versions of the driver, and are told so.
 */
final class PartitionForm {
  private static final int NAME = 0x4c575054;
  private static final int VERSION = 1;

  private PartitionForm() {}

  static byte[] write(LakewirePartition partition) {
    return FormWriter.write(
        NAME,
        VERSION,
        form -> {
          write(form, partition.origin());
          form.data().writeInt(partition.index());
          write(form, partition.rows());
        });
  }

  static LakewirePartition read(byte[] bytes) throws DriverException {
    return FormReader.read(
        bytes,
        NAME,
        VERSION,
        "partition",
        form -> {
          ResultOrigin origin = origin(form);
          int index = form.data().readInt();
          return new LakewirePartition(origin, index, rows(form));
        });
  }

  private static void write(FormWriter form, ResultOrigin origin) throws IOException {
    ConnectionConfig.Endpoint workspace = origin.workspace();
    form.text(workspace.host());
    form.data().writeInt(workspace.port());
    form.data().writeBoolean(workspace.tls());
    form.text(workspace.httpPath());
    form.data().writeBoolean(origin.local());
    origin.handle().write(form.data());
    form.optional(origin.zone() == null ? null : origin.zone().getId());
    write(form, origin.form());
  }

  private static ResultOrigin origin(FormReader form) throws IOException, DriverException {
    ConnectionConfig.Endpoint workspace =
        new ConnectionConfig.Endpoint(
            form.text(), form.data().readInt(), form.data().readBoolean(), form.text(), Map.of());
    boolean local = form.data().readBoolean();
    OperationHandle handle = OperationHandle.read(form.data());
    String zone = form.optional();
    try {
      return new ResultOrigin(
          workspace, local, handle, resultForm(form), zone == null ? null : ZoneId.of(zone));
    } catch (DateTimeException e) {
      throw new IOException("a time zone that is not known here", e);
    }
  }

  /** Of Arrow results the schema message says all but the comments. */
  private static void write(FormWriter form, ResultForm result) throws IOException {
    byte[] arrow = result.arrowSchema();
    form.data().writeBoolean(arrow != null);
    if (arrow != null) {
      form.bytes(arrow);
    }
    form.data().writeBoolean(result.lz4());
    form.data().writeBoolean(result.schema().nestedAsText());
    form.data().writeInt(result.schema().columns().size());
    for (ColumnInfo column : result.schema().columns()) {
      form.text(column.comment());
      if (arrow == null) {
        form.text(column.name());
        form.text(column.typeName());
        form.data().writeByte(column.nullability().ordinal());
      }
    }
  }

  private static ResultForm resultForm(FormReader form) throws IOException, DriverException {
    byte[] arrow = form.data().readBoolean() ? form.bytes() : null;
    boolean lz4 = form.data().readBoolean();
    boolean nestedAsText = form.data().readBoolean();
    int count = form.count(Integer.BYTES);
    List<ColumnInfo> described = arrow == null ? List.of() : columns(arrow);
    if (arrow != null && described.size() != count) {
      throw new IOException("two numbers of columns");
    }
    List<ColumnInfo> columns = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String comment = form.text();
      columns.add(
          arrow == null
              ? new ColumnInfo(
                  form.text(),
                  SqlType.parse(form.text()),
                  comment,
                  form.oneOf(Nullability.values()))
              : described.get(i).withComment(comment));
    }
    return new ResultForm(new ResultSchema(columns, nestedAsText), arrow, lz4);
  }

  private static List<ColumnInfo> columns(byte[] arrow) throws IOException {
    try {
      return Cursors.arrowSchema(arrow).columns();
    } catch (DriverException e) {
      throw new IOException("a schema that makes no sense", e);
    }
  }

  private static void write(FormWriter form, PartitionRows rows) throws IOException {
    form.data().writeBoolean(rows instanceof PartitionRows.InFiles);
    if (rows instanceof PartitionRows.InFiles files) {
      LinkForm.write(form, files.links());
    } else if (rows instanceof PartitionRows.Inline inline) {
      form.data().writeLong(inline.startRow());
      form.data().writeInt(inline.pages().size());
      for (Page page : inline.pages()) {
        PageForm.write(form, page);
      }
    }
  }

  private static PartitionRows rows(FormReader form) throws IOException {
    if (form.data().readBoolean()) {
      List<Page.Link> links = LinkForm.read(form);
      requireWhole(links);
      return new PartitionRows.InFiles(links);
    }
    long start = form.data().readLong();
    int count = form.count(1);
    List<Page> pages = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      pages.add(PageForm.read(form));
    }
    return new PartitionRows.Inline(start, pages);
  }

  private static void requireWhole(List<Page.Link> links) throws IOException {
    for (int i = 1; i < links.size(); i++) {
      if (links.get(i).startRow() != links.get(i - 1).endRow()) {
        throw new IOException("files with a gap between their rows");
      }
    }
    if (links.isEmpty()) {
      throw new IOException("no files");
    }
  }
}
