package io.github.lakewire.jdbc.internal.cursor;

/**
 * The progress of a reader, for those who keep its result open: they have to tell a slow reader
 * from one that has stopped. Called by any thread.
 */
public interface ReaderActivity {
  /** No reader is known. */
  ReaderActivity UNKNOWN =
      new ReaderActivity() {
        @Override
        public long position() {
          return 0;
        }

        @Override
        public void notKeptOpen(String message) {}
      };

  /** A number that grows with each row or batch that is asked for. It may be a little late. */
  long position();

  /** The result is no longer kept open on the server, until a row is asked for again. */
  void notKeptOpen(String message);
}
