package io.github.lakewire.jdbc.internal.config;

import io.github.lakewire.jdbc.TokenProvider;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a connection proves who it is: where its tokens come from. */
public sealed interface SignIn {

  /** Not at all: for what is read or asked elsewhere, without the workspace. */
  record None() implements SignIn {}

  /** A personal access token, or an OAuth access token that the application has obtained. */
  record Token(Secret token) implements SignIn {}

  /**
   * A provider of the application.
   *
   * @param object the provider itself; when null, one of the class is made
   * @param className of the provider
   */
  record Provider(@Nullable TokenProvider object, String className) implements SignIn {
    @Override
    public String toString() {
      return "Provider[" + className + "]";
    }
  }

  /**
   * A machine, as a client of an identity provider.
   *
   * @param azure what a principal of Entra says of the workspace
   */
  record Machine(Issuer issuer, Client client, @Nullable AzureWorkspace azure) implements SignIn {}

  /** A refresh token that somebody has obtained; the first of those that follow it. */
  record Refresh(Issuer issuer, Client client, Secret refreshToken) implements SignIn {}

  /** A token of another issuer, which is exchanged for one of the workspace. */
  record Federated(Issuer issuer, Client client, Subject subject) implements SignIn {}

  /** The identity that Azure gives to a machine. */
  record ManagedIdentity(URI metadata, @Nullable String clientId, @Nullable AzureWorkspace azure)
      implements SignIn {}

  /**
   * A person, who is asked when there is no refresh token of his.
   *
   * @param authorizationEndpoint where people sign in, when it is known without discovery
   * @param ports of this machine for the answer of the browser
   * @param timeout how long a request waits for the person; zero is no limit
   * @param refreshToken one that is known
   * @param store where the next ones are kept; null keeps none on disk
   */
  record User(
      Issuer issuer,
      Client client,
      @Nullable URI authorizationEndpoint,
      With with,
      List<Integer> ports,
      Duration timeout,
      @Nullable Secret refreshToken,
      @Nullable Store store)
      implements SignIn {

    /** How the person is asked. */
    public enum With {
      /** By a browser of this machine, else by a device code, else by an address in the log. */
      AUTO,
      BROWSER,
      /** No browser is opened. */
      ADDRESS,
      DEVICE
    }

    /** A folder, and what files in it are encrypted with. */
    public record Store(Path folder, Secret passphrase) {}
  }

  /**
   * Where an identity provider is.
   *
   * @param discovery the document that names its addresses
   * @param tokenEndpoint when it is known without the document
   * @param scope to ask for, names separated by blanks
   */
  record Issuer(URI discovery, @Nullable URI tokenEndpoint, String scope) {}

  /**
   * A client of an identity provider; with neither secret nor key a public one.
   *
   * @param id empty where none is needed
   * @param secretInForm whether the secret is sent in the form instead of a header
   */
  record Client(
      String id, @Nullable Secret secret, boolean secretInForm, @Nullable AssertionKey key) {}

  /**
   * The key that a client signs its assertions with.
   *
   * @param algorithm such as RS256
   */
  record AssertionKey(
      Path file, @Nullable Secret passphrase, String algorithm, @Nullable String keyId) {}

  /** The resource that the workspace is in Azure, for principals that are not known in it. */
  record AzureWorkspace(String resourceId) {}

  /** A token to exchange, looked at for each. */
  sealed interface Subject {
    /** In a file, which others write anew. */
    record InFile(Path file) implements Subject {}

    /** In an environment variable. */
    record InVariable(String name) implements Subject {}

    /** What the application gave; exchanged only if another than the workspace issued it. */
    record Given(SignIn signIn) implements Subject {}
  }
}
