package io.github.lakewire.jdbc.internal.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.ConfigException;
import io.github.lakewire.jdbc.internal.config.ConfigParser;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Which connections have the same tokens, and for how long. */
class SharedTokensTest {
  private final SharedTokens tokens = new SharedTokens();
  private final AtomicInteger made = new AtomicInteger();

  /** Never asked here. */
  private static final class Source implements TokenSource {
    @Override
    public SignedToken obtain(Deadline deadline) throws DriverException {
      throw new DriverException(DriverException.Kind.DEFECT, "asked");
    }

    @Override
    public String name() {
      return "the test";
    }
  }

  private TokenCache join(SignInKey key) {
    return tokens.join(
        key,
        () -> {
          made.incrementAndGet();
          return new Source();
        });
  }

  private static SignInKey key(String options) throws ConfigException {
    ConnectionConfig config =
        ConfigParser.parse("jdbc:databricks://" + options + ";httpPath=/p;Auth_Flow=1", null);
    return SignInKey.of(config, config.signIn());
  }

  @Test
  void sameSignInHasTheSameTokens() throws Exception {
    TokenCache one = join(key("h;UID=id;PWD=s;catalog=a"));
    assertSame(one, join(key("h;OAuth2ClientId=id;OAuth2Secret=s;catalog=b")));
    assertEquals(1, made.get());
  }

  @Test
  void otherClientsHostsAndNetworksHaveTheirOwn() throws Exception {
    TokenCache one = join(key("h;UID=id;PWD=s"));
    for (String other :
        new String[] {
          "h;UID=id;PWD=s2",
          "h;UID=id2;PWD=s",
          "h2;UID=id;PWD=s",
          "h:444;UID=id;PWD=s",
          "h;UID=id;PWD=s;Auth_Scope=x",
          "h;UID=id;PWD=s;proxyHost=p",
          "h;UID=id;PWD=s;trustStore=/t.pem"
        }) {
      assertNotSame(one, join(key(other)), other);
    }
  }

  @Test
  void tokensOutliveTheirConnectionsUnlessTheyAreTheApplications() throws Exception {
    SignInKey own = key("h;UID=id;PWD=s");
    TokenCache kept = join(own);
    tokens.leave(own, kept);
    assertSame(kept, join(own));
    // Equal objects are different providers.
    SignInKey of = SignInKey.of(new ArrayList<>());
    TokenCache one = join(of);
    assertNotSame(one, join(SignInKey.of(new ArrayList<>())));
    assertSame(one, join(of));
    tokens.leave(of, one);
    assertSame(one, join(of));
    tokens.leave(of, one);
    tokens.leave(of, one);
    assertNotSame(one, join(of));
  }

  @Test
  void exchangedTokensOfAProviderAreNotItsOwn() throws Exception {
    ConnectionConfig config =
        ConfigParser.parse(
            "jdbc:databricks://h;httpPath=/p;accessToken=t;federationClientId=sp", null);
    Object provider = new Object();
    TokenCache own = join(SignInKey.of(provider));
    TokenCache exchanged = join(SignInKey.of(config, config.signIn(), provider));
    assertNotSame(own, exchanged);
    assertSame(exchanged, join(SignInKey.of(config, config.signIn(), provider)));
    assertNotSame(exchanged, join(SignInKey.of(config, config.signIn(), new Object())));
  }

  @Test
  void fewAreKeptThatNobodyUses() throws Exception {
    SignInKey used = key("h;UID=used;PWD=s");
    TokenCache cache = join(used);
    SignInKey first = key("h;UID=id0;PWD=s");
    TokenCache unused = join(first);
    tokens.leave(first, unused);
    for (int i = 1; i < 120; i++) {
      SignInKey other = key("h;UID=id" + i + ";PWD=s");
      tokens.leave(other, join(other));
    }
    assertSame(cache, join(used));
    assertNotSame(unused, join(first));
  }

  @Test
  void endOfTheDriverForgetsAll() throws Exception {
    SignInKey key = key("h;UID=id;PWD=s");
    TokenCache cache = join(key);
    tokens.clear();
    assertNotSame(cache, join(key));
  }
}
