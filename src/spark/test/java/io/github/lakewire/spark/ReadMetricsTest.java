package io.github.lakewire.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.junit.jupiter.api.Test;

class ReadMetricsTest {

  private static Map<String, Long> values(ReadMetrics metrics) {
    return Arrays.stream(metrics.values())
        .collect(Collectors.toMap(CustomTaskMetric::name, CustomTaskMetric::value));
  }

  @Test
  void aTaskWithSeveralPartitionsCountsAllOfThem() {
    ReadMetrics first = new ReadMetrics();
    first.batch(10, 100);
    first.batch(5, 150);
    first.renewal();
    ReadMetrics second = new ReadMetrics();
    second.continueFrom(first.values());
    second.batch(1, 7);
    second.renewal();
    assertEquals(
        Map.of("lakewireRowsRead", 16L, "lakewireBytesRead", 157L, "lakewireLinkRenewals", 2L),
        values(second));
  }

  @Test
  void sparkMakesEachMetricByNameAndSumsItsTasks() throws Exception {
    for (CustomMetric metric : ReadMetrics.supported()) {
      CustomMetric made = metric.getClass().getConstructor().newInstance();
      assertEquals("12", made.aggregateTaskMetrics(new long[] {5, 7}));
      assertEquals(metric.name(), made.name());
    }
    assertEquals(
        List.of("bytes read", "rows read", "link renewals"),
        Arrays.stream(ReadMetrics.supported()).map(CustomMetric::description).toList());
  }
}
