package io.github.lakewire.jdbc.internal.cursor;

/**
 * Who reads a result, as it is seen by those who keep it open meanwhile: a slow reader is to be
 * told from one that has gone away. Called by any thread.
 */
public interface ReaderActivity {
  /** Nobody says so. */
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
