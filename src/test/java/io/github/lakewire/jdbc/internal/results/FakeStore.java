package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.fault.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An object store in memory: files by address; an address that it does not have has expired. */
final class FakeStore implements LinkDownloader {
  final Map<String, byte[]> files = new HashMap<>();
  final List<String> asked = new ArrayList<>();
  int aborted;

  @Override
  public File download(Page.Link link, long maxBytes, Buffers buffers) throws Fault {
    asked.add(link.url());
    byte[] bytes = files.get(link.url());
    if (bytes == null) {
      return null;
    }
    if (bytes.length > maxBytes) {
      throw new Fault(Fault.Kind.PROTOCOL, "longer than " + maxBytes);
    }
    return new File(bytes, bytes.length);
  }

  @Override
  public void abort() {
    aborted++;
  }
}
