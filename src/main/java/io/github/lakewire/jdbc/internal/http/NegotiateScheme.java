package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.ProxyLogin;
import io.github.lakewire.jdbc.internal.config.Secret;
import java.security.Principal;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.apache.hc.client5.http.auth.AuthChallenge;
import org.apache.hc.client5.http.auth.AuthScheme;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.AuthenticationException;
import org.apache.hc.client5.http.auth.Credentials;
import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;
import org.jspecify.annotations.Nullable;

/**
 * Kerberos for proxies, by the JDK's JGSS: the library's own schemes for it are deprecated. For one
 * connection to a proxy; not thread-safe.
 */
final class NegotiateScheme implements AuthScheme {
  static final String NAME = "Negotiate";

  /** Set in the context of an exchange: why there was nothing to send. */
  private static final String FAILURE = "lakewire.negotiate";

  private static final String SPNEGO = "1.3.6.1.5.5.2";
  private static final String LOGIN_MODULE = "com.sun.security.auth.module.Krb5LoginModule";

  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** How often it looks whether the request is still wanted. */
  private static final long LOOK_MILLIS = 50;

  private @Nullable Login login;
  private @Nullable GSSContext gss;
  private byte[] challenge = {};
  private boolean over;

  /** The user of a ticket. */
  record Login(ProxyLogin user) implements Credentials {
    @Override
    public @Nullable Principal getUserPrincipal() {
      return null;
    }

    @Override
    @SuppressWarnings("deprecation") // the interface has it still
    public char @Nullable [] getPassword() {
      return null;
    }

    private <T> T run(PrivilegedExceptionAction<T> action)
        throws LoginException, PrivilegedActionException {
      boolean byJvm =
          Boolean.getBoolean("sun.security.jgss.native")
              || "false".equals(System.getProperty("javax.security.auth.useSubjectCredsOnly"));
      // Where the JVM looks for a ticket by itself, it knows more ways.
      return byJvm && user.password() == null
          ? Subject.doAs(null, action)
          : Subject.doAs(ticket(), action);
    }

    private Subject ticket() throws LoginException {
      Secret password = user.password();
      Map<String, String> options = new HashMap<>();
      options.put("useTicketCache", Boolean.toString(password == null));
      options.put("doNotPrompt", Boolean.toString(password == null));
      if (user.user() != null) {
        options.put("principal", user.user());
      }
      AppConfigurationEntry entry =
          new AppConfigurationEntry(LOGIN_MODULE, LoginModuleControlFlag.REQUIRED, options);
      LoginContext context =
          new LoginContext("lakewire", new Subject(), this::answer, new OneEntry(entry));
      context.login();
      return context.getSubject();
    }

    private void answer(Callback[] questions) {
      for (Callback question : questions) {
        if (question instanceof NameCallback name) {
          name.setName(user.user());
        } else if (question instanceof PasswordCallback asked) {
          Secret password = user.password();
          asked.setPassword(password == null ? null : password.reveal().toCharArray());
        }
      }
    }
  }

  /** A configuration that is in no file. */
  private static final class OneEntry extends Configuration {
    private final AppConfigurationEntry entry;

    OneEntry(AppConfigurationEntry entry) {
      this.entry = entry;
    }

    @Override
    public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
      return new AppConfigurationEntry[] {entry};
    }
  }

  /** Returns why there was no ticket for a proxy; null when there was, or none was wanted. */
  static @Nullable Exception failure(HttpContext context) {
    return context.getAttribute(FAILURE) instanceof Exception failure ? failure : null;
  }

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public boolean isConnectionBased() {
    return true;
  }

  @Override
  public void processChallenge(AuthChallenge asked, HttpContext context) {
    String token = asked.getValue();
    try {
      challenge = token == null ? new byte[0] : Base64.getDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      over = true;
    }
    // Asked again without a word on what was sent: it was refused.
    over |= gss != null && (token == null || gss.isEstablished());
  }

  @Override
  public boolean isChallengeComplete() {
    return over;
  }

  @Override
  public @Nullable String getRealm() {
    return null;
  }

  @Override
  public @Nullable Principal getPrincipal() {
    return null;
  }

  @Override
  public boolean isResponseReady(HttpHost host, CredentialsProvider provider, HttpContext context) {
    login =
        provider.getCredentials(new AuthScope(host, null, NAME), context) instanceof Login found
            ? found
            : null;
    return login != null;
  }

  @Override
  public String generateAuthResponse(HttpHost host, HttpRequest request, HttpContext context)
      throws AuthenticationException {
    Login user = login;
    if (user == null) {
      throw new AuthenticationException("nobody is to log in");
    }
    try {
      byte[] token = inTime(() -> user.run(() -> next(host.getHostName())), context);
      return NAME + " " + Base64.getEncoder().encodeToString(token);
    } catch (ExecutionException e) {
      throw failed(causeOf(e.getCause()), context);
    } catch (TimeoutException e) {
      throw failed(e, context);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(e, context);
    }
  }

  private AuthenticationException failed(Exception cause, HttpContext context) {
    over = true;
    context.setAttribute(FAILURE, cause);
    return new AuthenticationException("no ticket", cause);
  }

  static Exception causeOf(@Nullable Throwable thrown) {
    if (thrown instanceof LinkageError || lacksModules()) {
      return new LoginException(
          "this JVM lacks the modules java.security.jgss and jdk.security.auth");
    } else if (thrown instanceof PrivilegedActionException action) {
      return action.getException();
    }
    return thrown instanceof Exception failure ? failure : new LoginException("" + thrown);
  }

  private static boolean lacksModules() {
    ModuleLayer jvm = ModuleLayer.boot();
    return jvm.findModule("java.security.jgss").isEmpty()
        || jvm.findModule("jdk.security.auth").isEmpty();
  }

  /**
   * Asks in a thread of its own, as the JDK's Kerberos knows neither deadlines nor interrupts, for
   * as long as the request is wanted.
   */
  static byte[] inTime(Callable<byte[]> login, HttpContext context)
      throws ExecutionException, InterruptedException, TimeoutException {
    FutureTask<byte[]> task = new FutureTask<>(login);
    Thread thread = new Thread(null, task, "lakewire-kerberos", 0, false);
    thread.setDaemon(true);
    thread.start();
    Deadline end = Deadline.in(LONGEST);
    while (true) {
      try {
        return task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        boolean wanted =
            !(context.getAttribute(SharedClients.WANTED) instanceof BooleanSupplier still)
                || still.getAsBoolean();
        if (!wanted || end.hasPassed()) {
          throw new TimeoutException("the key distribution centre did not answer in time");
        }
      }
    }
  }

  private byte[] next(String host) throws GSSException {
    if (gss == null) {
      GSSManager manager = GSSManager.getInstance();
      GSSName name = manager.createName("HTTP@" + host, GSSName.NT_HOSTBASED_SERVICE);
      gss = manager.createContext(name, new Oid(SPNEGO), null, GSSContext.DEFAULT_LIFETIME);
    }
    byte[] token = gss.initSecContext(challenge, 0, challenge.length);
    return token == null ? new byte[0] : token;
  }
}
