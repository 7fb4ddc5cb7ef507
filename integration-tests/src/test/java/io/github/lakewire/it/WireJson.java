package io.github.lakewire.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import org.apache.thrift.TBase;

/** A Thrift struct in JSON for people: long binaries by their beginning, long lists cut. */
final class WireJson {
  private static final JsonNodeFactory JSON = new ObjectMapper().getNodeFactory();
  private static final int SHORT_BINARY = 32;
  private static final int SHORT_LIST = 20;

  private WireJson() {}

  static JsonNode of(Object value) {
    if (value instanceof TBase<?, ?> struct) {
      return object(WireMessage.fields(struct));
    } else if (value instanceof Map<?, ?> map) {
      return object(map);
    } else if (value instanceof Collection<?> list) {
      return array(list);
    } else if (value instanceof byte[] bytes) {
      return binary(bytes);
    } else if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return binary(bytes);
    } else if (value instanceof Boolean flag) {
      return JSON.booleanNode(flag);
    } else if (value instanceof Double number) {
      return JSON.numberNode(number);
    } else if (value instanceof Number number) {
      return JSON.numberNode(number.longValue());
    }
    return JSON.textNode(value.toString());
  }

  private static ObjectNode object(Map<?, ?> fields) {
    ObjectNode node = JSON.objectNode();
    fields.forEach((name, value) -> node.set(name.toString(), of(value)));
    return node;
  }

  private static ArrayNode array(Collection<?> list) {
    ArrayNode node = JSON.arrayNode();
    list.stream().limit(SHORT_LIST).forEach(element -> node.add(of(element)));
    if (list.size() > SHORT_LIST) {
      node.add(JSON.objectNode().put("$more", list.size() - SHORT_LIST));
    }
    return node;
  }

  private static ObjectNode binary(byte[] bytes) {
    if (bytes.length <= SHORT_BINARY) {
      return JSON.objectNode().put("$b64", Base64.getEncoder().encodeToString(bytes));
    }
    return JSON.objectNode()
        .put("$bytes", bytes.length)
        .put("$head", HexFormat.of().formatHex(bytes, 0, SHORT_BINARY));
  }
}
