package io.github.lakewire.jdbc.internal.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.lakewire.jdbc.internal.config.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SealedTextTest {
  private static final Secret TEXT = new Secret("dapi-refresh-ä");

  private final SealedText sealed = new SealedText(new Secret("dapi-passphrase"), "host client");

  @Test
  void whatWasSealedIsOpenedWithTheSamePassphraseOnly() throws Exception {
    byte[] bytes = sealed.seal(TEXT);
    assertEquals(TEXT, new SealedText(new Secret("dapi-passphrase"), "host client").open(bytes));
    assertNull(new SealedText(new Secret("dapi-passphrasE"), "host client").open(bytes));
    assertNull(new SealedText(new Secret("dapi-passphrase"), "host other").open(bytes));
    assertFalse(new String(bytes, StandardCharsets.ISO_8859_1).contains("dapi"));
  }

  @Test
  void aChangeOfAnyByteIsNoticed() throws Exception {
    byte[] bytes = sealed.seal(TEXT);
    // The rounds have a test of their own: each change would derive another key.
    for (int i = 24; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      assertNull(sealed.open(changed), "byte " + i);
    }
    for (int length : new int[] {0, 3, 35, 36, 51, bytes.length - 1}) {
      assertNull(sealed.open(Arrays.copyOf(bytes, length)), "length " + length);
    }
    assertEquals(TEXT, sealed.open(bytes));
  }

  @Test
  void roundsThatAreTooFewOrTakeTooLongAreRefused() throws Exception {
    byte[] bytes = sealed.seal(TEXT);
    for (int rounds : new int[] {Integer.MAX_VALUE, 2_000_001, 99_999, 1, 0, -1}) {
      assertNull(sealed.open(ByteBuffer.wrap(bytes.clone()).putInt(4, rounds).array()));
    }
  }

  @Test
  void noTwoTextsAreEncryptedAlike() throws Exception {
    byte[] first = sealed.seal(TEXT);
    byte[] second = sealed.seal(TEXT);
    assertNotEquals(
        HexFormat.of().formatHex(first, 24, 36), HexFormat.of().formatHex(second, 24, 36));
  }

  /** The format as its description says, read by the JDK alone. */
  @Test
  void theBytesAreWhatTheyAreSaidToBe() throws Exception {
    ByteBuffer in = ByteBuffer.wrap(sealed.seal(TEXT));
    byte[] head = Arrays.copyOf(in.array(), 36);
    assertEquals("LWT1", new String(head, 0, 4, StandardCharsets.US_ASCII));
    int rounds = in.getInt(4);
    assertEquals(600_000, rounds);
    byte[] salt = Arrays.copyOfRange(head, 8, 24);
    byte[] key =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
            .generateSecret(new PBEKeySpec("dapi-passphrase".toCharArray(), salt, rounds, 256))
            .getEncoded();
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(key, "AES"),
        new GCMParameterSpec(128, head, 24, 12));
    cipher.updateAAD(head);
    cipher.updateAAD("host client".getBytes(StandardCharsets.UTF_8));
    byte[] text = cipher.doFinal(in.array(), 36, in.capacity() - 36);
    assertEquals(TEXT.reveal(), new String(text, StandardCharsets.UTF_8));
  }
}
