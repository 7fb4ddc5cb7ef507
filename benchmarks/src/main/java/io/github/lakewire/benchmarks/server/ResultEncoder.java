package io.github.lakewire.benchmarks.server;

import io.github.lakewire.benchmarks.Dataset;
import io.github.lakewire.thrift.TGetResultSetMetadataResp;
import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.thrift.TException;

/** Encodes a whole result, with Arrow's own writer and lz4-java. */
final class ResultEncoder {

  private ResultEncoder() {}

  static CannedResult encode(Dataset dataset) throws IOException, TException {
    TGetResultSetMetadataResp metadata = CannedResponses.metadata(dataset);
    PageSink sink = sink(dataset, new PageWriter(metadata));
    RowGenerator generator = new RowGenerator(dataset.shape());
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root =
            VectorSchemaRoot.create(Columns.described(dataset.shape()), allocator)) {
      for (int row = 0; row < dataset.rows(); row += sink.batchRows()) {
        generator.fill(root, Math.min(sink.batchRows(), dataset.rows() - row));
        sink.add(root);
      }
    }
    sink.finish();
    return new CannedResult(
        dataset, generator.sum(), sink.plainBytes(), metadata, sink.pages(), sink.files());
  }

  private static PageSink sink(Dataset dataset, PageWriter writer) {
    return switch (dataset.transport()) {
      case INLINE -> new InlinePages(dataset.shape(), false, writer);
      case INLINE_LZ4 -> new InlinePages(dataset.shape(), true, writer);
      case CLOUDFETCH_LZ4 -> new ArrowFiles(dataset.shape());
      case COLUMNAR -> new ColumnarPages(dataset.shape(), dataset.rows(), writer);
    };
  }
}
