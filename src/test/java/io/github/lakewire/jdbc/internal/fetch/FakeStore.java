package io.github.lakewire.jdbc.internal.fetch;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An object store in memory: files by address; an address that it does not have has expired. */
public final class FakeStore implements LinkDownloader {
  public final Map<String, byte[]> files = new HashMap<>();
  public final List<String> asked = new ArrayList<>();
  public int aborted;

  @Override
  public File download(Page.Link link, long maxBytes, ArrayAllocator buffers)
      throws DriverException {
    asked.add(link.url());
    byte[] bytes = files.get(link.url());
    if (bytes == null) {
      return null;
    }
    if (bytes.length > maxBytes) {
      throw new DriverException(DriverException.Kind.PROTOCOL, "longer than " + maxBytes);
    }
    return new File(bytes, bytes.length);
  }

  @Override
  public void abort() {
    aborted++;
  }
}
