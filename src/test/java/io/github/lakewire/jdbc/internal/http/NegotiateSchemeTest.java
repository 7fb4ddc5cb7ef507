package io.github.lakewire.jdbc.internal.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import javax.security.auth.login.LoginException;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a request does while Kerberos is asked. */
@Timeout(20)
class NegotiateSchemeTest {
  private static HttpClientContext wantedWhile(BooleanSupplier wanted) {
    HttpClientContext context = HttpClientContext.create();
    context.setAttribute(SharedClients.WANTED, wanted);
    return context;
  }

  @Test
  void requestThatIsNoLongerWantedLeavesKerberosAlone() {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    AtomicReference<Thread> thread = new AtomicReference<>();
    assertThrows(
        TimeoutException.class,
        () ->
            NegotiateScheme.inTime(
                () -> {
                  thread.set(Thread.currentThread());
                  asked.countDown();
                  never.await();
                  return new byte[0];
                },
                wantedWhile(() -> asked.getCount() > 0)));
    assertTrue(thread.get().isDaemon());
    assertTrue(thread.get().isAlive());
    never.countDown();
  }

  @Test
  void answerAndFailureArePassedOn() throws Exception {
    HttpClientContext wanted = wantedWhile(() -> true);
    assertArrayEquals(new byte[] {7}, NegotiateScheme.inTime(() -> new byte[] {7}, wanted));
    ExecutionException failed =
        assertThrows(
            ExecutionException.class,
            () ->
                NegotiateScheme.inTime(
                    () -> {
                      throw new LoginException("no ticket");
                    },
                    wanted));
    assertTrue(failed.getCause() instanceof LoginException);
  }

  @Test
  void runtimeWithoutKerberosIsToldWhichModulesItLacks() {
    String message =
        NegotiateScheme.causeOf(new NoClassDefFoundError("org/ietf/jgss/GSSManager")).getMessage();
    assertTrue(message.contains("java.security.jgss and jdk.security.auth"), message);
  }
}
