package io.github.lakewire.jdbc.internal.signin;

import io.github.lakewire.jdbc.internal.config.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts a text with a passphrase: AES-256 in GCM, with a key that PBKDF2 (HMAC-SHA-256) derives
 * from passphrase and salt. The bytes are, in this order: a magic number, the rounds, the salt, the
 * initialization vector, the encrypted text with its tag. The tag covers everything before it, and
 * a context that is not in the bytes. Not for several threads at a time.
 */
final class SealedText {
  private static final int MAGIC = 0x4C575431;
  private static final int ROUNDS = 600_000;

  /** What is read may be no weaker than this, and must not take for ever. */
  private static final int FEWEST_ROUNDS = 100_000;

  private static final int MOST_ROUNDS = 2_000_000;
  private static final int SALT_BYTES = 16;
  private static final int IV_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int HEAD_BYTES = 4 + 4 + SALT_BYTES + IV_BYTES;

  private record Key(byte[] salt, int rounds, SecretKeySpec spec) {
    boolean isFor(byte[] otherSalt, int otherRounds) {
      return rounds == otherRounds && Arrays.equals(salt, otherSalt);
    }
  }

  private final SecureRandom random = new SecureRandom();
  private final Secret passphrase;
  private final byte[] context;

  /** The last one used: to derive it takes a good part of a second. */
  private @Nullable Key key;

  /**
   * Seals and opens.
   *
   * @param context what a text is for; one that was sealed for something else is not opened
   */
  SealedText(Secret passphrase, String context) {
    this.passphrase = passphrase;
    this.context = context.getBytes(StandardCharsets.UTF_8);
  }

  /** Encrypts a text. */
  byte[] seal(Secret text) throws GeneralSecurityException {
    Key used = key;
    if (used == null || used.rounds() != ROUNDS) {
      used = derive(random(SALT_BYTES), ROUNDS);
    }
    byte[] iv = random(IV_BYTES);
    byte[] head =
        ByteBuffer.allocate(HEAD_BYTES)
            .putInt(MAGIC)
            .putInt(used.rounds())
            .put(used.salt())
            .put(iv)
            .array();
    byte[] sealed =
        cipher(Cipher.ENCRYPT_MODE, used, iv, head)
            .doFinal(text.reveal().getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.allocate(HEAD_BYTES + sealed.length).put(head).put(sealed).array();
  }

  /** Decrypts a text; null when the bytes are none, are damaged, or need another passphrase. */
  @Nullable Secret open(byte[] bytes) throws GeneralSecurityException {
    if (bytes.length < HEAD_BYTES + TAG_BITS / 8) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int magic = in.getInt();
    int rounds = in.getInt();
    if (magic != MAGIC || rounds < FEWEST_ROUNDS || rounds > MOST_ROUNDS) {
      return null;
    }
    byte[] salt = new byte[SALT_BYTES];
    in.get(salt);
    byte[] iv = new byte[IV_BYTES];
    in.get(iv);
    Key used = key;
    if (used == null || !used.isFor(salt, rounds)) {
      used = derive(salt, rounds);
    }
    try {
      byte[] text =
          cipher(Cipher.DECRYPT_MODE, used, iv, Arrays.copyOf(bytes, HEAD_BYTES))
              .doFinal(bytes, HEAD_BYTES, bytes.length - HEAD_BYTES);
      return new Secret(new String(text, StandardCharsets.UTF_8));
    } catch (AEADBadTagException e) {
      return null;
    }
  }

  private Cipher cipher(int mode, Key used, byte[] iv, byte[] head)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, used.spec(), new GCMParameterSpec(TAG_BITS, iv));
    cipher.updateAAD(head);
    cipher.updateAAD(context);
    return cipher;
  }

  private Key derive(byte[] salt, int rounds) throws GeneralSecurityException {
    PBEKeySpec spec = new PBEKeySpec(passphrase.reveal().toCharArray(), salt, rounds, 256);
    try {
      byte[] bytes =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
      Key derived = new Key(salt, rounds, new SecretKeySpec(bytes, "AES"));
      key = derived;
      return derived;
    } finally {
      spec.clearPassword();
    }
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
