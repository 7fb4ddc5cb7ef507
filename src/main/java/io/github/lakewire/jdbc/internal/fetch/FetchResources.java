package io.github.lakewire.jdbc.internal.fetch;

import java.util.concurrent.Executor;

/**
 * What one result may use while it is fetched.
 *
 * @param executor runs what is fetched ahead; its tasks block on the network, one for the next page
 *     and one for each file under way. When it refuses a task the result fails at that place
 * @param downloads most files under way at once, at least 1
 * @param memory bytes that the result may hold: received, being received and decoded. One file or
 *     page is always admitted, however large
 * @param spare arrays that the session's earlier results left, and that later ones may use
 */
public record FetchResources(
    Executor executor, int downloads, long memory, SessionBufferPool spare) {
  /** The page being read, the next one, and memory to decode into. */
  private static final int PAGES_IN_MEMORY = 4;

  /** The largest page to ask the server for, where a result may hold so many bytes. */
  public static long largestPage(long memory) {
    return memory / PAGES_IN_MEMORY;
  }
}
