package io.github.lakewire.jdbc.recordings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.recordings.Recordings.Conversation;
import io.github.lakewire.thrift.TOpenSessionReq;
import java.util.ArrayList;
import java.util.List;
import org.apache.thrift.TException;
import org.junit.jupiter.api.Test;

/**
 * The IDL is whole: what servers and clients said survives the generated classes, field by field.
 */
class IdlDecodesRecordingsTest {

  @Test
  void everyRecordedMessageSurvivesDecodingAndEncoding() throws Exception {
    List<String> losses = new ArrayList<>();
    int messages = 0;
    int internalFields = 0;
    for (Conversation conversation : Recordings.read().conversations()) {
      for (Exchange exchange : conversation.thrift()) {
        String where = conversation + ", " + exchange;
        losses.addAll(losses(where + ", request", exchange, exchange.requestBody()));
        messages++;
        if (exchange.hasResponseBody()) {
          losses.addAll(losses(where + ", response", exchange, exchange.responseBody()));
          messages++;
          internalFields += ThriftMessage.tree(exchange.responseBody()).internalFields();
        }
      }
    }
    assertTrue(losses.isEmpty(), () -> String.join("\n", losses));
    boolean servers = Recordings.ofServersPresent();
    assertTrue(messages > (servers ? 1000 : 80), "only " + messages + " messages were found");
    assertTrue(
        internalFields > 1000 || !servers, "fields that no IDL names must have been among them");
    System.out.println(
        "recorded messages decoded: " + messages + ", internal fields skipped: " + internalFields);
  }

  private static List<String> losses(String where, Exchange exchange, byte[] bytes)
      throws TException {
    ThriftMessage message = ThriftMessage.decode(bytes);
    assertEquals(exchange.method(), message.header().name, where);
    ThriftTree original = ThriftMessage.tree(bytes);
    ThriftTree again = ThriftMessage.tree(message.encode());
    return original.differences(again).stream().map(loss -> where + " " + loss).toList();
  }

  @Test
  void aLostFieldIsNoticed() throws Exception {
    Exchange open = Recordings.read().conversation("arrow-pages").thrift().get(0);
    ThriftMessage request = ThriftMessage.decode(open.requestBody());
    ThriftTree original = ThriftMessage.tree(open.requestBody());
    request.content(TOpenSessionReq.class).unsetCanUseMultipleCatalogs();

    List<String> differences = original.differences(ThriftMessage.tree(request.encode()));

    assertEquals(List.of(".1." + 0x505 + ": true became null"), differences);
  }

  @Test
  void recordingsThatArePresentAreAllRead() throws Exception {
    Recordings recordings = Recordings.ofServersOrSkip();
    assertTrue(recordings.count("cluster") >= 46, "conversations of cluster/ are missing");
    assertTrue(recordings.count("captures") >= 8, "conversations of captures/ are missing");
  }
}
