package io.github.lakewire.benchmarks.server;

import io.github.lakewire.benchmarks.Dataset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.thrift.TException;
import org.jspecify.annotations.Nullable;

/** The encoded results. The least recently used give way when memory runs short. */
final class CannedResults {

  private static final long MAX_BYTES = 1_500_000_000L;

  private final Map<Dataset, CannedResult> results = new LinkedHashMap<>(16, 0.75f, true);

  /** The result, encoded now if nobody has asked for it before. */
  synchronized CannedResult get(Dataset dataset) throws IOException, TException {
    CannedResult result = results.get(dataset);
    if (result == null) {
      result = ResultEncoder.encode(dataset);
      results.put(dataset, result);
      while (results.size() > 1 && bytes() > MAX_BYTES) {
        results.remove(results.keySet().iterator().next());
      }
    }
    return result;
  }

  /** Where a file of a result is found. */
  String path(Dataset dataset, int file) {
    return "/files/%s/%s/%d/%d"
        .formatted(
            dataset.shape().name().toLowerCase(Locale.ROOT),
            dataset.transport().name().toLowerCase(Locale.ROOT),
            dataset.rows(),
            file);
  }

  /** The file at a path, or null when there is none. */
  synchronized @Nullable ByteBuffer file(String path) {
    for (CannedResult result : results.values()) {
      for (int i = 0; i < result.files().size(); i++) {
        if (path.equals(path(result.dataset(), i))) {
          return result.files().get(i).bytes().duplicate();
        }
      }
    }
    return null;
  }

  private long bytes() {
    return results.values().stream().mapToLong(CannedResult::wireBytes).sum();
  }
}
