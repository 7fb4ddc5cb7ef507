package io.github.lakewire.jdbc.internal.ipc;

import io.github.lakewire.jdbc.internal.concurrent.ForkedTask;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import net.jpountz.xxhash.StreamingXXHash32;
import net.jpountz.xxhash.XXHash32;
import net.jpountz.xxhash.XXHashFactory;
import org.jspecify.annotations.Nullable;

/**
 * Decodes LZ4 frames, one after the other, block by block as bytes are asked for, into a window
 * that slides over the output: what has been passed is overwritten, except the 64 KiB that a linked
 * block may refer to. So the window holds one or two blocks and what the reader wants in one piece.
 *
 * <p>Every bound is checked before memory is taken: the window grows by no more than the blocks at
 * hand, or what is left of the source, can yield, never beyond the limit, and the output never
 * exceeds what was announced. Checksums are verified when the frame has them. One object can be
 * used for many sources, one after the other, and keeps its window.
 *
 * <p>Blocks that do not refer to each other are decoded two at a time, one of them by a helper.
 *
 * <p>There are two windows: what was read from one can be {@linkplain #goOnBeside held} while
 * decoding goes on in the other, as far as there is memory for it.
 */
public final class Lz4FrameReader extends ByteSource {
  private static final int MAGIC = 0x184D2204;
  private static final int SKIPPABLE_MAGIC = 0x184D2A50;
  private static final int HISTORY = 1 << 16;

  /** Compressed bytes of a block that takes far longer to decode than a thread to wake. */
  private static final int WORTH_HELP = 1 << 18;

  private final int maxWindow;
  private final BufferSource bufferSource;
  private final @Nullable Executor helper;
  private final int worthHelp;
  private final XXHash32 hash = XXHashFactory.safeInstance().hash32();

  private byte[] source = NONE;
  private int in;
  private int inEnd;
  private long outputLeft;

  private byte[] otherWindow = NONE;
  private boolean held;

  /** Whether only memory that is free may be taken, and whether that was too little. */
  private boolean beside;

  private boolean stalled;

  /** Bytes that are required in one piece. */
  private int wanted;

  private int largestBlock;
  private boolean inFrame;
  private int maxBlock;
  private boolean linked;
  private boolean blockChecksums;
  private @Nullable StreamingXXHash32 contentHash;
  private long contentLeft;
  private int history;

  /**
   * @param maxWindow bytes that the window may take at most
   * @param windows gives the windows
   * @param helper decodes every other block, where blocks do not refer to each other; null for none
   */
  public Lz4FrameReader(int maxWindow, BufferSource windows, @Nullable Executor helper) {
    this(maxWindow, windows, helper, WORTH_HELP);
  }

  /**
   * Decides where the helper is asked.
   *
   * @param worthHelp compressed bytes of the smallest block for it, at least 1
   */
  Lz4FrameReader(int maxWindow, BufferSource windows, @Nullable Executor helper, int worthHelp) {
    this.maxWindow = maxWindow;
    this.bufferSource = windows;
    this.helper = helper;
    this.worthHelp = worthHelp;
  }

  /**
   * Starts with another source, at the beginning of a frame.
   *
   * @param maxOutput bytes that all its frames together may yield
   */
  public void reset(byte[] bytes, int offset, int length, long maxOutput) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    source = bytes;
    in = offset;
    inEnd = offset + length;
    FrameBounds bounds = FrameBounds.of(bytes, offset, inEnd, hash);
    outputLeft = Math.min(maxOutput, bounds.output());
    largestBlock = bounds.largestBlock();
    if (held) {
      swap(otherWindow);
    }
    position = 0;
    limit = 0;
    inFrame = false;
    contentHash = null;
  }

  /**
   * What is in the window now stays there, whatever is decoded, until this or {@link #goOn} is
   * called. It may be read by another thread meanwhile. Where there is no memory for decoding
   * beside it, {@link #require} finds nothing more.
   */
  public void goOnBeside() {
    held = true;
    beside = true;
    stalled = false;
  }

  /** What was held has been read: one window is enough from here on. */
  public void goOn() {
    drop(otherWindow);
    otherWindow = NONE;
    held = false;
    beside = false;
    stalled = false;
  }

  /** Whether there is memory for a second window like the one that is there. */
  public boolean mayGoOnBeside() {
    return otherWindow != NONE || bufferSource.isFree(window.length);
  }

  @Override
  public boolean isStalled() {
    return stalled;
  }

  /** Returns how many bytes one window may take until the source is decoded. */
  public long most() {
    return most(outputLeft, largestBlock);
  }

  /** Returns how many bytes one window may take to decode another source. */
  public long most(byte[] bytes, int offset, int length) {
    FrameBounds bounds = FrameBounds.of(bytes, offset, offset + length, hash);
    return most(bounds.output(), bounds.largestBlock());
  }

  /** Returns how many bytes one window may take for so much output. */
  public static long most(long output) {
    return most(output, FrameDescriptor.LARGEST_BLOCK);
  }

  /** All may be wanted in one piece. Then it is copied once, behind two blocks that came first. */
  private static long most(long output, int block) {
    return output + Math.min(output, 2L * block);
  }

  /** Whether all is decoded and checked; the source's array is not needed any more then. */
  public boolean isSpent() throws DriverException {
    if (inFrame && inEnd - in >= Integer.BYTES && (int) LittleEndian.INT.get(source, in) == 0) {
      in += Integer.BYTES;
      closeFrame();
    }
    boolean spent = !inFrame && in == inEnd;
    if (spent) {
      forgetSource();
    }
    return spent;
  }

  private void forgetSource() {
    source = NONE;
    in = 0;
    inEnd = 0;
  }

  /** Gives both windows back. Another source may follow. */
  public void releaseBuffers() {
    drop(window);
    drop(otherWindow);
    window = NONE;
    otherWindow = NONE;
    held = false;
    position = 0;
    limit = 0;
  }

  private void drop(byte[] array) {
    if (array != NONE) {
      bufferSource.giveBack(array);
    }
  }

  /** Goes on in the other window; that of before is not written to until the next turn. */
  private void swap(byte[] next) {
    otherWindow = window;
    window = next;
    held = false;
  }

  @Override
  public boolean require(int count) throws DriverException {
    wanted = count;
    while (limit - position < count) {
      if (!decodeBlock()) {
        return false;
      }
    }
    return true;
  }

  /** Decodes all that is left into the window. */
  public void requireAll() throws DriverException {
    wanted = 0;
    while (decodeBlock()) {
      // the window keeps what has not been passed
    }
  }

  @Override
  public void drain() throws DriverException {
    wanted = 0;
    do {
      position = limit;
    } while (decodeBlock());
    // Its owner may want to use or lose it.
    forgetSource();
  }

  /** Decodes the next block that yields something; false at the end, or where it stalls. */
  private boolean decodeBlock() throws DriverException {
    int before = limit - position;
    while (limit - position == before) {
      if (!inFrame) {
        if (in == inEnd) {
          return false;
        }
        openFrame();
      } else {
        int start = in;
        int size = readInt();
        if (size == 0) {
          closeFrame();
        } else if (!decodeBlock(size)) {
          in = start;
          stalled = true;
          return false;
        }
      }
    }
    return true;
  }

  static boolean isSkippable(int magic) {
    return (magic & 0xfffffff0) == SKIPPABLE_MAGIC;
  }

  private void openFrame() throws DriverException {
    int magic = readInt();
    if (isSkippable(magic)) {
      long length = readInt() & 0xffffffffL;
      if (length > inEnd - in) {
        throw truncated();
      }
      in += (int) length;
      return;
    }
    if (magic != MAGIC) {
      throw damaged("it does not begin as a frame");
    }
    FrameDescriptor descriptor = FrameDescriptor.read(source, in, inEnd, hash);
    in = descriptor.end();
    contentLeft = descriptor.contentSize();
    if (contentLeft > outputLeft) {
      throw tooLong();
    }
    linked = descriptor.linked();
    blockChecksums = descriptor.blockChecksums();
    contentHash =
        descriptor.contentChecksum() ? XXHashFactory.safeInstance().newStreamingHash32(0) : null;
    maxBlock = descriptor.maxBlock();
    history = limit;
    inFrame = true;
  }

  private void closeFrame() throws DriverException {
    if (contentHash != null && readInt() != contentHash.getValue()) {
      throw damaged("content checksum");
    }
    if (contentLeft > 0) {
      throw damaged("content shorter than announced");
    }
    contentHash = null;
    inFrame = false;
  }

  /**
   * Decodes the block at hand, and the one behind it beside that where it is worth it.
   *
   * @return false when there is no memory for it
   */
  private boolean decodeBlock(int header) throws DriverException {
    FrameBlock block = takeBlock(header);
    long allowed = contentLeft >= 0 ? Math.min(outputLeft, contentLeft) : outputLeft;
    int most = block.most(maxBlock, allowed);
    FrameBlock next = peekBlock();
    int nextMost = next == null ? 0 : next.most(maxBlock, allowed - most);

    boolean both = next != null && helper != null && hasRoom(most + nextMost);
    if (!makeRoom(both ? most + nextMost : most)) {
      return false;
    }
    ForkedTask<Integer> other = null;
    if (both) {
      int at = limit + most;
      byte[] target = window;
      other = ForkedTask.start(helper, () -> decode(next, target, at, nextMost, at));
    }
    int length;
    int nextLength = -1;
    try {
      length = decode(block, window, limit, most, linked ? history : limit);
    } finally {
      // Whatever happened, no other thread writes to the window from here on.
      if (other != null) {
        nextLength = lengthOf(other);
      }
    }
    append(length);
    // Where that went wrong, or left a gap, it is done again in its turn.
    if (next != null && nextLength >= 0 && length == most) {
      in = next.end();
      append(nextLength);
    }
    return true;
  }

  private FrameBlock takeBlock(int header) throws DriverException {
    FrameBlock block = FrameBlock.of(header, in, blockChecksums);
    if (block.size() > maxBlock) {
      throw damaged("block longer than announced");
    }
    need(block.end() - in);
    in = block.end();
    return block;
  }

  /** The block at hand if another thread should decode it; all else is found out in its turn. */
  private @Nullable FrameBlock peekBlock() {
    if (helper == null || linked || inEnd - in < Integer.BYTES) {
      return null;
    }
    FrameBlock block =
        FrameBlock.of((int) LittleEndian.INT.get(source, in), in + Integer.BYTES, blockChecksums);
    boolean whole = block.size() <= maxBlock && block.end() <= inEnd;
    return whole && block.size() >= worthHelp ? block : null;
  }

  /** Decodes a block to a place in the window and returns its length there. */
  private int decode(FrameBlock block, byte[] target, int at, int most, int oldest)
      throws DriverException {
    int end = block.start() + block.size();
    if (blockChecksums) {
      int expected = (int) LittleEndian.INT.get(source, end);
      if (hash.hash(source, block.start(), block.size(), 0) != expected) {
        throw damaged("block checksum");
      }
    }
    if (!block.stored()) {
      return Lz4Block.decode(source, block.start(), end, target, at, at + most, oldest) - at;
    }
    if (block.size() > most) {
      throw tooLong();
    }
    System.arraycopy(source, block.start(), target, at, block.size());
    return block.size();
  }

  /** The length that was decoded, or -1 if that failed. */
  private static int lengthOf(ForkedTask<Integer> other) {
    try {
      return other.getUninterrupted();
    } catch (ExecutionException e) {
      return -1;
    }
  }

  /** What was decoded behind the limit belongs to the output. */
  private void append(int length) {
    if (contentHash != null) {
      contentHash.update(window, limit, length);
    }
    outputLeft -= length;
    if (contentLeft >= 0) {
      contentLeft -= length;
    }
    limit += length;
  }

  /** Whether there is room, or memory for it that no other task waits for. */
  private boolean hasRoom(int count) {
    if (count <= window.length - limit) {
      return true;
    }
    int wanted = limit - firstKept() + count;
    int there = (held ? otherWindow : window).length;
    return wanted <= there || (wanted <= maxWindow && bufferSource.isFree(wanted));
  }

  private int firstKept() {
    return linked ? Math.min(position, Math.max(history, limit - HISTORY)) : position;
  }

  /** Makes room behind the limit; false, with nothing changed, when there is no memory for it. */
  private boolean makeRoom(int count) throws DriverException {
    if (count <= window.length - limit) {
      return true;
    }
    int keep = firstKept();
    int kept = limit - keep;
    if (count > maxWindow - kept) {
      throw new DriverException(
          DriverException.Kind.OUT_OF_MEMORY,
          "A batch of the result needs more than "
              + maxWindow
              + " bytes in one piece, far beyond resultMemory; select fewer columns or smaller"
              + " values");
    }
    byte[] from = window;
    byte[] target = held ? otherWindow : from;
    if (count > target.length - kept) {
      if (held) {
        drop(otherWindow);
        otherWindow = NONE;
      }
      // Half as much again, so that growing block by block stays linear.
      byte[] longer = take(windowFor(kept, count, held ? from.length : from.length * 3L / 2));
      if (longer == null) {
        return false;
      }
      target = longer;
    }
    System.arraycopy(from, keep, target, 0, kept);
    if (held) {
      swap(target);
    } else if (target != from) {
      drop(from);
      window = target;
    }
    position -= keep;
    limit = kept;
    history = Math.max(0, history - keep);
    return true;
  }

  private byte @Nullable [] take(int length) {
    return beside ? bufferSource.takeBufferIfFree(length) : bufferSource.takeBuffer(length);
  }

  /** The length of a new window: for what is required at once, so that it need not grow to that. */
  private int windowFor(int kept, int count, long grown) {
    int least = kept + count;
    long enough = wanted > least ? Math.max(grown, wanted + (long) maxBlock) : grown;
    return (int) Math.max(least, Math.min(enough, Math.min(maxWindow, kept + outputLeft)));
  }

  private int readInt() throws DriverException {
    need(4);
    int value = (int) LittleEndian.INT.get(source, in);
    in += 4;
    return value;
  }

  private void need(int count) throws DriverException {
    if (count > inEnd - in) {
      throw truncated();
    }
  }

  static DriverException truncated() {
    return damaged("it ends too early");
  }

  private static DriverException tooLong() {
    return damaged("it is longer than announced");
  }

  static DriverException damaged(String what) {
    return new DriverException(
        DriverException.Kind.PROTOCOL, "The server's LZ4 data is damaged: " + what);
  }
}
