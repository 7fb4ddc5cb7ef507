package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.ArrayAllocator;
import io.github.lakewire.jdbc.internal.fetch.LinkDownloader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;

/**
 * What a store answers to the request for a file. Of an error only its code is shown: the rest of
 * the body may repeat the signature.
 */
record FileResponse(ClassicHttpResponse response, HttpHost host) {
  /** Nothing was announced, or more than an array can hold. */
  private static final long LARGEST = Integer.MAX_VALUE - 64;

  private static final int MOST_ERROR_BYTES = 4_096;

  /** Of S3 and Google's store. */
  private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z]{3,60})</Code>");

  /** Of Azure's store. */
  private static final String CODE_HEADER = "x-ms-error-code";

  /** Whether the store does not take the link, which may have expired. */
  boolean isRefusal() {
    int code = response.getCode();
    return code == 400 || code == 401 || code == 403;
  }

  LinkDownloader.File read(long maxBytes, ArrayAllocator buffers)
      throws IOException, DriverException, AttemptFailedException {
    HttpEntity entity = response.getEntity();
    if (response.getCode() != 200 || entity == null) {
      throw failure();
    }
    if (HttpErrorResponse.mediaType(response).equals("text/html")) {
      throw never("it is a page that came instead, probably from a proxy or firewall");
    }
    return BodyReader.read(
        entity.getContent(),
        entity.getContentLength(),
        maxBytes,
        bytes -> tooLong(bytes, maxBytes),
        buffers,
        LinkDownloader.File::new);
  }

  private AttemptFailedException failure() {
    int code = response.getCode();
    String status = "HTTP " + code + errorCode();
    if (isRefusal()) {
      return never(
          status
              + ": the link has expired or is not accepted, or the firewall of the store does not"
              + " let this client in");
    }
    if (code >= 300 && code < 400) {
      return never(status + ": a redirect, probably of a proxy or firewall");
    }
    return new AttemptFailedException(
        RetryPolicy.Failure.status(code, HttpErrorResponse.retryAfter(response), false),
        new DriverException(DriverException.Kind.OUTAGE, status));
  }

  private static AttemptFailedException never(String what) {
    return new AttemptFailedException(
        RetryPolicy.Failure.of(RetryPolicy.Cause.FINAL),
        new DriverException(DriverException.Kind.REJECTED, what));
  }

  private String errorCode() {
    Header header = response.getFirstHeader(CODE_HEADER);
    String code = header == null ? "" : String.valueOf(header.getValue());
    if (!code.matches("[A-Za-z]{3,60}")) {
      Matcher named = CODE.matcher(body());
      code = named.find() ? named.group(1) : "";
    }
    return code.isEmpty() ? "" : " (" + code + ")";
  }

  private String body() {
    HttpEntity entity = response.getEntity();
    try {
      return entity == null
          ? ""
          : new String(entity.getContent().readNBytes(MOST_ERROR_BYTES), StandardCharsets.UTF_8);
    } catch (IOException e) {
      // The status says enough.
      return "";
    }
  }

  private static DriverException tooLong(long bytes, long most) {
    return most >= LARGEST
        ? new DriverException(
            DriverException.Kind.TOO_LARGE,
            "A file of the result has at least "
                + bytes
                + " bytes, more than an array can hold, and far beyond resultMemory; select less")
        : new DriverException(
            DriverException.Kind.PROTOCOL,
            "A file of the result has at least "
                + bytes
                + " bytes where the server announced no more than "
                + most);
  }
}
