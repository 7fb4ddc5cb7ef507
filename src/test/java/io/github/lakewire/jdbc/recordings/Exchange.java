package io.github.lakewire.jdbc.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** One line of a recording: a request and its answer. */
record Exchange(JsonNode line) {

  boolean isThrift() {
    return line.get("kind").textValue().equals("thrift");
  }

  boolean isDownload() {
    return line.get("kind").textValue().equals("download");
  }

  int seq() {
    return line.get("seq").intValue();
  }

  int status() {
    return line.get("status").intValue();
  }

  String method() {
    return line.get("method").textValue();
  }

  /** The HTTP body that was sent. */
  byte[] requestBody() {
    return bytes("request_body");
  }

  /** Whether the answer was a Thrift message rather than an HTTP error. */
  boolean hasResponseBody() {
    return line.has("response_body");
  }

  /** The HTTP body that was answered. */
  byte[] responseBody() {
    return bytes("response_body");
  }

  /** The same exchange with another answer. */
  Exchange withResponseBody(byte[] body) {
    ObjectNode changed = line.deepCopy();
    changed.put("response_body", body);
    return new Exchange(changed);
  }

  private byte[] bytes(String field) {
    try {
      return line.get(field).binaryValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "exchange " + seq() + " (" + method() + ")";
  }
}
