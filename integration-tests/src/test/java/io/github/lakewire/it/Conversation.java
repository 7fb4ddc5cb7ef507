package io.github.lakewire.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lakewire.thrift.TCancelOperationReq;
import io.github.lakewire.thrift.TGetOperationStatusReq;
import io.github.lakewire.thrift.TOperationHandle;
import io.github.lakewire.thrift.TSparkArrowResultLink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.thrift.TBase;

/** What the driver and the warehouse said, as the lines and files that replays read. */
final class Conversation {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATH = "/sql/1.0/warehouses/0123456789abcdef";

  private final String name;
  private final RecordingProxy proxy;
  private final Neutral neutral = new Neutral();
  private final List<ObjectNode> lines = new ArrayList<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final Set<TOperationHandle> polled = new HashSet<>();

  private Conversation(String name, RecordingProxy proxy) {
    this.name = name;
    this.proxy = proxy;
  }

  /** Takes what a proxy has recorded; the files behind links must still be there. */
  static Conversation of(String name, RecordingProxy proxy) throws Exception {
    Conversation conversation = new Conversation(name, proxy);
    for (RecordingProxy.Exchange exchange : proxy.exchanges()) {
      conversation.add(exchange);
    }
    return conversation;
  }

  private void add(RecordingProxy.Exchange exchange) throws Exception {
    WireMessage request = WireMessage.decode(exchange.request());
    if (isRepeatedPoll(request.content())) {
      return;
    }
    neutral.apply(request.body());
    ObjectNode line = line("thrift", request.header().name);
    line.put("http_method", "POST").put("path", PATH).put("thrift_seqid", lines.size());
    line.set("request", WireJson.of(request.content()));
    line.put("request_body", request.encode(lines.size())).put("status", exchange.status());
    if (exchange.status() == 200) {
      addAnswer(line, WireMessage.decode(exchange.response()));
    } else {
      ObjectNode headers = line.putObject("headers").put("content-type", "application/json");
      exchange
          .reason()
          .ifPresent(reason -> headers.put("x-databricks-reason-phrase", Neutral.text(reason)));
      String text = new String(exchange.response(), StandardCharsets.UTF_8);
      line.put("response_text", Neutral.text(text));
    }
  }

  private void addAnswer(ObjectNode line, WireMessage response) throws Exception {
    List<TSparkArrowResultLink> links = Neutral.links(response.body());
    neutral.apply(response.body());
    line.putObject("headers").put("content-type", "application/x-thrift");
    line.put("message_type", "reply").set("response", WireJson.of(response.content()));
    int answer = lines.size();
    line.put("response_body", response.encode(answer));
    for (int i = 0; i < links.size(); i++) {
      addFile(answer, i, links.get(i));
    }
  }

  private void addFile(int answer, int index, TSparkArrowResultLink link) throws Exception {
    byte[] file = proxy.file(link.getFileLink());
    String kept = "blobs/" + name + "-" + answer + "-" + index + ".bin";
    files.put(kept, file);
    line("download", "GET")
        .put("for_seq", answer)
        .put("link_index", index)
        .put("path", "/part-" + index)
        .put("row_count", link.getRowCount())
        .put("start_row_offset", link.getStartRowOffset())
        .put("bytes_num", link.getBytesNum())
        .put("status", 200)
        .put("body_file", kept)
        .put("bytes", file.length);
  }

  private ObjectNode line(String kind, String method) {
    ObjectNode line = JSON.createObjectNode().put("seq", lines.size() + 1);
    lines.add(line);
    return line.put("kind", kind).put("method", method);
  }

  /** How often a state is asked for is a matter of time; what follows a cancel too. */
  private boolean isRepeatedPoll(TBase<?, ?> request) {
    if (request instanceof TCancelOperationReq cancel) {
      polled.add(cancel.getOperationHandle());
    }
    return request instanceof TGetOperationStatusReq poll && !polled.add(poll.getOperationHandle());
  }

  /** Whether the driver had to ask for what other answers bring at once. */
  boolean waits() {
    return lines.stream()
        .anyMatch(line -> line.get("method").textValue().equals("GetOperationStatus"));
  }

  /** How many links each answer has that has any. */
  List<Integer> links() {
    return lines.stream()
        .filter(line -> line.get("kind").textValue().equals("download"))
        .collect(
            Collectors.groupingBy(
                line -> line.get("for_seq").intValue(), TreeMap::new, Collectors.counting()))
        .values()
        .stream()
        .map(Long::intValue)
        .toList();
  }

  String name() {
    return name;
  }

  void write(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    for (ObjectNode line : lines) {
      text.append(JSON.writeValueAsString(line)).append('\n');
    }
    Files.createDirectories(folder.resolve("blobs"));
    Files.writeString(folder.resolve(name + ".jsonl"), text);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
  }

  /** The lines without what depends on how a library compresses. */
  List<String> comparable() throws IOException {
    List<String> comparable = new ArrayList<>();
    for (ObjectNode line : lines) {
      comparable.add(comparable(JSON.writeValueAsString(line)));
    }
    return comparable;
  }

  /** The same of a conversation that was written. */
  static List<String> comparable(Path folder, String name) throws IOException {
    List<String> comparable = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(name + ".jsonl"))) {
      comparable.add(comparable(line));
    }
    return comparable;
  }

  private static String comparable(String line) throws IOException {
    ObjectNode node = (ObjectNode) JSON.readTree(line);
    node.remove(List.of("response_body", "bytes"));
    strip(node);
    return JSON.writeValueAsString(node);
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(List.of("$bytes", "$head", "compressedBytes"));
    }
    node.forEach(Conversation::strip);
  }
}
